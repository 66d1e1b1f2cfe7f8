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

    /// <summary>Those of them that were newer than <see cref="Postgres.Connect.Moment.Oldest"/> says, and had to be looked at one by one.</summary>
    public required RowDigest Young { get; init; }

    /// <summary>How to tell them on the target.</summary>
    public required KeptRows Kept { get; init; }

    /// <summary>The query that tells whether the source's rows are the same still, and where those are that are not.</summary>
    public string SourceSweep(QualifiedName table) => RowSweep.Query(table, new(Origin.Moment.Oldest, []), withPlace: true);

    /// <summary>As <see cref="SourceSweep"/>, of the target.</summary>
    public string TargetSweep(QualifiedName table) => RowSweep.Query(table, Kept);
}
