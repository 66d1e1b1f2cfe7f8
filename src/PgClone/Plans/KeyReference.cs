namespace PgClone.Plans;

/// <summary>How to find the key of the masks again, so that a saved plan need not hold it.</summary>
public sealed record KeyReference
{
    /// <summary>The secret variable of the plan.</summary>
    public required string Variable { get; init; }

    /// <summary>The environment variable that gives the variable its value.</summary>
    public required string EnvironmentVariable { get; init; }
}
