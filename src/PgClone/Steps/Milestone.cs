namespace PgClone.Steps;

/// <summary>
/// Does nothing: a point that much waits for and that waits for much, which spares an edge between each of both. It is reached when all that it
/// waits for has ended, well or not.
/// </summary>
public sealed record Milestone : Step
{
    /// <summary>What has been tried when it is reached.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new(Name);

    /// <inheritdoc/>
    public override string Summary => Name;
}
