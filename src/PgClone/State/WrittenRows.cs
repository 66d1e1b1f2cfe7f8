using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>What a transaction did to the rows of a table.</summary>
/// <param name="Rows">The rows that the table should hold: those of a part, where it is filled in several.</param>
/// <param name="Count">How many these are.</param>
/// <param name="Parts">How many transactions fill the table.</param>
/// <param name="Kept">The rows that were right before, and stay.</param>
public sealed record WrittenRows(RowSet Rows, long Count, int Parts, KeptRows Kept)
{
    /// <summary>The table that they were written into, where that is yet to take the place of the other; null for the table itself.</summary>
    public QualifiedName? Into { get; init; }
}
