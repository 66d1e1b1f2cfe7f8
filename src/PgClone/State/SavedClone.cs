using System.Text.Json.Serialization;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.State;

/// <summary>One clone of a saved plan: where it works, what it does, and how the world looked.</summary>
public sealed record SavedClone
{
    /// <summary>The name of the clone.</summary>
    public required string Name { get; init; }

    /// <summary>How to reach the source; a reference, never a password.</summary>
    public required ConnectionReference Source { get; init; }

    /// <summary>How many sessions may be open on the source at the same time; null for as many as there is work for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxConnections { get; init; }

    /// <summary>How to reach the target.</summary>
    public required ConnectionReference Target { get; init; }

    /// <summary>The database that the reference led to when the plan was made: user, host, port and name.</summary>
    public required string SourceDatabase { get; init; }

    /// <summary>As <see cref="SourceDatabase"/>, of the target. What was reviewed is about this one.</summary>
    public required string TargetDatabase { get; init; }

    /// <summary>True when the target may be created.</summary>
    public required bool MayCreate { get; init; }

    /// <summary>How to find the mask key again; null when no mask needs it.</summary>
    public KeyReference? Key { get; init; }

    /// <summary>Tells whether the key found is the one the plan was made with; see <see cref="Masks.MaskKey.Id"/>.</summary>
    public string? KeyId { get; init; }

    /// <summary>Every object of the clone, as it was on both sides, and what of the target bears on the run: members that others gave its tables, default privileges.</summary>
    public required ValueList<WatchedObject> Objects { get; init; }

    /// <summary>The sequences that follow those of the source.</summary>
    public required ValueList<WatchedSequence> Sequences { get; init; }

    /// <summary>The tables that are left as they are while others are filled; none where no rows are copied.</summary>
    public required ValueList<WatchedRows> Kept { get; init; }

    /// <summary>What picked the objects.</summary>
    public required ValueList<Selector> Selectors { get; init; }

    /// <summary>What came with them.</summary>
    public required IncludeSwitches Include { get; init; }

    /// <summary>What of the source the selectors match and the plan leaves out for another reason.</summary>
    public required ValueList<ObjectIdentity> LeftOut { get; init; }

    /// <summary>The last run of this clone on the target before it was planned; null for none.</summary>
    public required Guid? LastRun { get; init; }

    /// <summary>What of owners and privileges is cloned.</summary>
    [JsonIgnore]
    public AccessCheck Access => new(Include.Owners, Include.Privileges);

    /// <summary>The steps, executed as they stand here.</summary>
    public required StepGraph Graph { get; init; }
}
