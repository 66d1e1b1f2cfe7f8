using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>How to tell the rows of a table of the target that were found to be those of the source.</summary>
/// <param name="Since">Rows of transactions before this one are; see <see cref="Connect.Moment.Oldest"/>. Null for none.</param>
/// <param name="Written">Rows of these transactions are, which are ours.</param>
public sealed record KeptRows(ulong? Since, ValueList<ulong> Written)
{
    /// <summary>No rows.</summary>
    public static KeptRows None { get; } = new(null, []);
}
