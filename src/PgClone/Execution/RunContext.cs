using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.State;

namespace PgClone.Execution;

/// <summary>Where a run works, and what it knows.</summary>
public sealed record RunContext
{
    /// <summary>The source; its sessions know the mask key.</summary>
    public required Database Source { get; init; }

    /// <summary>The snapshot that every reader imports.</summary>
    public required string Snapshot { get; init; }

    /// <summary>Lets go of the snapshot: called once, when the last row is read. A snapshot that lives holds back vacuum on the source.</summary>
    public required Func<ValueTask> ReleaseSnapshot { get; init; }

    /// <summary>The target.</summary>
    public required Database Target { get; init; }

    /// <summary>A database of the target's server from which the target can be created.</summary>
    public required Database Maintenance { get; init; }

    /// <summary>Keeps others away from the target.</summary>
    public required TargetLock Lock { get; init; }

    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>Writes down which rows tables hold.</summary>
    public required RowJournal Journal { get; init; }

    /// <summary>The tables whose rows were compared and are equal, how many these are, and those that are young (see <see cref="RowJournal.Young"/>).</summary>
    public required IReadOnlyCollection<(RowSet Rows, long Count, RowDigest Young)> Equal { get; init; }

    /// <summary>The fingerprint of every object of the clone as it should be.</summary>
    public required IReadOnlyDictionary<ObjectIdentity, string> Desired { get; init; }

    /// <summary>The objects that the run makes, new or again, or changes.</summary>
    public required IReadOnlySet<ObjectIdentity> Changed { get; init; }

    /// <summary>The values of the source that the steps only name.</summary>
    public required CatalogSecrets Secrets { get; init; }

    /// <summary>What of owners and privileges is cloned.</summary>
    public required AccessCheck Access { get; init; }

    /// <summary>The fingerprint of the owner and privileges of every object of the clone as they should be, as far as they are cloned.</summary>
    public required IReadOnlyDictionary<ObjectIdentity, string?> DesiredAccess { get; init; }

    /// <summary>False when comments are not cloned, and so are not compared.</summary>
    public required bool ComparesComments { get; init; }

    /// <summary>True when both servers have the same major version, so that definitions must read back letter by letter.</summary>
    public required bool SameVersion { get; init; }

    /// <summary>How many steps may run at the same time, and how many of them may build indexes.</summary>
    public required RunLimits Limits { get; init; }
}
