using PgClone.Diagnostics;

namespace PgClone.Plans;

/// <summary>The rule for the objects that match.</summary>
public sealed record ConflictOverride
{
    /// <summary>A glob over qualified names.</summary>
    public required Glob Pattern { get; init; }

    /// <summary>The rule.</summary>
    public required ConflictRule Rule { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
