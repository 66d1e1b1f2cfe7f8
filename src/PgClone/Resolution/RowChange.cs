using PgClone.Postgres.Rows;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>What became, on either side, of the rows of a table that the ledger knows.</summary>
/// <param name="Known">What the ledger knows.</param>
/// <param name="Source">The rows of the source, and how many of them are newer.</param>
/// <param name="Target">The rows of the target, and how many of them are not ours.</param>
public sealed record RowChange(KnownRows Known, RowSweep Source, RowSweep Target)
{
    /// <summary>What became of rows that are known not to have changed on the source.</summary>
    public static RowChange NoneOnSource(KnownRows known, RowSweep target) => new(known, new(known.Rows, known.Young.Rows), target) { Young = known.Young };

    /// <summary>Those of the source that are newer, where they are as many as were so before.</summary>
    public RowDigest? Young { get; init; }

    /// <summary>True when the newer rows must be looked at: they may be those that were too young to be told from newer ones.</summary>
    public bool AsksForYoung => Young is null && IsTargetAsLeft && Source.Is(Known.Rows, Known.Young.Rows) && Known.Young.Rows > 0;

    /// <summary>True when both sides hold the rows that they held.</summary>
    public bool IsNone => IsTargetAsLeft && Source.Is(Known.Rows, Known.Young.Rows) && (Known.Young.Rows == 0 || Young == Known.Young);

    /// <summary>True when the target holds the rows that it was left with.</summary>
    public bool IsTargetAsLeft => Target.Is(Known.Rows, 0);

    /// <summary>How many rows differ at most: those that came or changed on the source, or those that the target must lose or change.</summary>
    public long Most => Math.Max(Source.Unknown, Known.Rows - (Source.Rows - Source.Unknown));
}
