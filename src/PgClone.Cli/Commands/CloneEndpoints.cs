using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Cli.Commands;

/// <summary>What a plan says of the two ends of a clone.</summary>
internal sealed record CloneEndpoints
{
    /// <summary>How to reach the source.</summary>
    public required ConnectionReference Source { get; init; }

    /// <summary>Where the plan says so; null for a saved plan.</summary>
    public SourceLocation? SourceLocation { get; init; }

    /// <summary>How many sessions may be open on the source at the same time; null for as many as there is work for.</summary>
    public required int? MaxConnections { get; init; }

    /// <summary>True when the source may be asked for a checkpoint.</summary>
    public bool MayCheckpoint { get; init; }

    /// <summary>How fast rows may leave the source. Default: as fast as they come.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>How to reach the target.</summary>
    public required ConnectionReference Target { get; init; }

    /// <summary>Where the plan says so; null for a saved plan.</summary>
    public SourceLocation? TargetLocation { get; init; }

    /// <summary>The secret behind masks.key; null when no mask needs it.</summary>
    public required Secret? Key { get; init; }

    /// <summary>True when the target may be created.</summary>
    public required bool MayCreate { get; init; }

    /// <summary>Those of a clone of a plan.</summary>
    public static CloneEndpoints Of(ClonePlan plan, CloneDefinition clone)
    {
        var source = plan.Sources.First(item => item.Name == clone.Source);
        var target = plan.Targets.First(item => item.Name == clone.Target);
        return new()
        {
            Source = source.Connection,
            SourceLocation = source.Location,
            Target = target.Connection,
            TargetLocation = target.Location,
            Key = clone.Masks?.Key,
            MayCreate = target.Create,
            MaxConnections = source.MaxConnections,
            MayCheckpoint = source.Checkpoint,
        };
    }
}
