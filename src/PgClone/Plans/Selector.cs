using PgClone.Diagnostics;

namespace PgClone.Plans;

/// <summary>Picks objects, or with <see cref="Negated"/> leaves them out.</summary>
public sealed record Selector
{
    /// <summary>The selector as written.</summary>
    public required string Text { get; init; }

    /// <summary>True with a leading <c>!</c>.</summary>
    public bool Negated { get; init; }

    /// <summary>The object kind it is narrowed to; null for every kind. Whether there is such a kind is not checked here.</summary>
    public string? Kind { get; init; }

    /// <summary>A glob over qualified names.</summary>
    public required Glob Pattern { get; init; }

    /// <summary>True when it is no error that nothing matches. Default false.</summary>
    public bool Optional { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
