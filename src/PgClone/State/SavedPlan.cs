using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>What <c>plan --out</c> writes and <c>apply</c> executes literally: steps and evidence, no secrets and no rows.</summary>
public sealed record SavedPlan
{
    /// <summary>The version of the format that this program writes and reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The version of the format; a file of another one is refused.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>SHA-256 over everything else in the file: the name of the plan, and proof that nobody edited it.</summary>
    public required string PlanId { get; init; }

    /// <summary>The name in the clone plan.</summary>
    public required string Name { get; init; }

    /// <summary>The fingerprint of the clone plan that it was made from.</summary>
    public required string PlanFingerprint { get; init; }

    /// <summary>The clones, in the order in which they run.</summary>
    public required ValueList<SavedClone> Clones { get; init; }

    /// <summary>True when no clone has anything to do.</summary>
    [JsonIgnore]
    public bool IsUnchanged => Clones.All(clone => clone.Graph.Steps.Count == 0);
}
