namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>A kind of object, as <see cref="Template"/>s. What a server refuses, such as syntax that it does not know yet, is left out.</summary>
/// <param name="Name">What failures call it.</param>
internal sealed record Kind(string Name)
{
    /// <summary>What makes its objects, in this order; each is drawn three times of four.</summary>
    public required IReadOnlyList<string> Creates { get; init; }

    /// <summary>Single changes of those objects; one that makes or names something happens on the source only (<see cref="Change"/>).</summary>
    public required IReadOnlyList<string> Changes { get; init; }
}
