using PgClone.Postgres.Catalog;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>What the ledger knows of the rows of a table: that they were those of the source, and how to tell on either side whether they still are the same.</summary>
public sealed record KnownRows
{
    /// <summary>How many they were.</summary>
    public required long Rows { get; init; }

    /// <summary>Where they came from.</summary>
    public required RowOrigin Origin { get; init; }

    /// <summary>The system identifier of the target's cluster.</summary>
    public required string System { get; init; }

    /// <summary>The oid of the target's database.</summary>
    public required uint Database { get; init; }

    /// <summary>Where they lie on the target.</summary>
    public required TableFile File { get; init; }

    /// <summary>The moment of the target, see <see cref="Postgres.Connect.Moment.Oldest"/>, before which every row of it was looked at; null where it was empty.</summary>
    public required ulong? Since { get; init; }

    /// <summary>The transactions in which we wrote rows after that.</summary>
    public required ValueList<ulong> Written { get; init; }

    /// <summary>The query that tells whether the source's rows are the same still.</summary>
    public string SourceSweep(QualifiedName table) => RowSweep.Query(table, Origin.Moment.Oldest, []);

    /// <summary>As <see cref="SourceSweep"/>, of the target.</summary>
    public string TargetSweep(QualifiedName table) => RowSweep.Query(table, Since, Written);
}
