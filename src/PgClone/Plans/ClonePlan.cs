using PgClone.Postgres.Sql;

namespace PgClone.Plans;

/// <summary>A clone plan as written, with its variables and its environment put in.</summary>
public sealed record ClonePlan
{
    /// <summary>The file, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>What the plan is called.</summary>
    public required string Name { get; init; }

    /// <summary>What the plan is for.</summary>
    public string? Description { get; init; }

    /// <summary>Databases to clone from.</summary>
    public required ValueList<SourceDefinition> Sources { get; init; }

    /// <summary>Where clones go.</summary>
    public required ValueList<TargetDefinition> Targets { get; init; }

    /// <summary>What to clone; names are unique.</summary>
    public required ValueList<CloneDefinition> Clones { get; init; }

    /// <summary>SHA-256, in hex, of the text, the chosen environment and the values of all variables but secrets.</summary>
    public required string Fingerprint { get; init; }
}
