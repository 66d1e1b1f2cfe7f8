using PgClone.Postgres.Sql;

namespace PgClone.Plans.Variables;

/// <summary>A variable with the value it has in this run.</summary>
public sealed record PlanVariable
{
    /// <summary>The name, as in <c>{{ name }}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What values it takes.</summary>
    public required VariableType Type { get; init; }

    /// <summary>The environment variable that gives the value, if there is one.</summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>The value as text; null when none is known, which is reported, and always for a secret.</summary>
    public string? Value { get; init; }

    /// <summary>The value of a secret; null when it is not set.</summary>
    public Secret? Secret { get; init; }
}
