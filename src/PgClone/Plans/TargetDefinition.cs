using PgClone.Diagnostics;
using PgClone.Postgres.Connect;

namespace PgClone.Plans;

/// <summary>A database to clone into.</summary>
public sealed record TargetDefinition
{
    /// <summary>Its name in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>How to reach it.</summary>
    public required ConnectionReference Connection { get; init; }

    /// <summary>True to create the database when it is absent. Default false.</summary>
    public bool Create { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
