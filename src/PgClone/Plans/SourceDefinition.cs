using PgClone.Diagnostics;
using PgClone.Postgres.Connect;

namespace PgClone.Plans;

/// <summary>A database to clone from.</summary>
public sealed record SourceDefinition
{
    /// <summary>Its name in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>How to reach it.</summary>
    public required ConnectionReference Connection { get; init; }

    /// <summary>How many sessions a run may open there at the same time, at least 2; null for as many as it has work for.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>True when a plan may ask the server for a checkpoint.</summary>
    public bool Checkpoint { get; init; }

    /// <summary>Where it stands in the plan.</summary>
    public required SourceLocation Location { get; init; }
}
