using PgClone.Diagnostics;

namespace PgClone.Plans;

/// <summary>Whether the rows of the tables that match are copied.</summary>
public sealed record DataRule
{
    /// <summary>A glob over qualified names.</summary>
    public required Glob Pattern { get; init; }

    /// <summary>True for <c>full</c>, false for <c>none</c>.</summary>
    public required bool Copy { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
