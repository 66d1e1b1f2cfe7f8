using PgClone.Postgres.Catalog;
using PgClone.Postgres.Rows;

namespace PgClone.Resolution;

/// <summary>What is to become of the rows of one table, and why.</summary>
public sealed record TableDecision
{
    /// <summary>The rows that it should hold.</summary>
    public required RowSet Rows { get; init; }

    /// <summary>What happens.</summary>
    public required RowAction Action { get; init; }

    /// <summary>What the table weighs on the source.</summary>
    public required TableSize Size { get; init; }

    /// <summary>Rows of source (as they should arrive) and target, where they were counted; null where that was not needed.</summary>
    public RowDigest? SourceDigest { get; init; }

    /// <summary>As <see cref="SourceDigest"/>, of the target.</summary>
    public RowDigest? TargetDigest { get; init; }

    /// <summary>Why, in a few words.</summary>
    public required string Reason { get; init; }
}
