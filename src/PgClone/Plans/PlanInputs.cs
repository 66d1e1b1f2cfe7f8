using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>What the outside world adds to the text of a clone plan.</summary>
public sealed record PlanInputs
{
    /// <summary>The values given by <c>--var name=value</c>; the last one of a name holds.</summary>
    public ValueList<VariableOverride> Overrides { get; init; }

    /// <summary>The environment chosen by <c>--env</c>, or null for the plan as it stands.</summary>
    public string? Environment { get; init; }

    /// <summary>Reads an environment variable of the process; null when it is not set.</summary>
    public required Func<string, string?> EnvironmentVariable { get; init; }

    /// <summary>True when secrets must have values. Default false: what only looks at a plan does not need them.</summary>
    public bool ResolveSecrets { get; init; }
}
