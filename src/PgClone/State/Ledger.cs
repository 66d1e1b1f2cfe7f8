using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>What the ledger of a target says. Evidence, never authority: without it everything works, with more copying.</summary>
public sealed class Ledger(IReadOnlyDictionary<ObjectIdentity, LedgerObject> objects, IReadOnlyDictionary<string, Guid> lastRuns)
{
    /// <summary>A ledger that knows nothing.</summary>
    public static Ledger None { get; } = new(new Dictionary<ObjectIdentity, LedgerObject>(), new Dictionary<string, Guid>());

    /// <summary>The objects that we made or adopted.</summary>
    public IReadOnlyDictionary<ObjectIdentity, LedgerObject> Objects => objects;

    /// <summary>The last run of a clone, however it ended; null for none.</summary>
    public Guid? LastRunOf(string clone) => lastRuns.TryGetValue(clone, out var run) ? run : null;

    /// <summary>The materialized views that a run set out to compute and did not.</summary>
    public IReadOnlySet<QualifiedName> Stale { get; init; } = new HashSet<QualifiedName>();

    /// <summary>What is known of the rows of tables.</summary>
    public IReadOnlyDictionary<QualifiedName, KnownRows> Rows { get; init; } = new Dictionary<QualifiedName, KnownRows>();

    /// <summary>This ledger, as if it knew more objects.</summary>
    public Ledger With(IReadOnlyCollection<LedgerObject> more) => more.Count == 0 ? this
        : new(objects.Values.Concat(more).GroupBy(item => item.Identity).ToDictionary(same => same.Key, same => same.Last()), lastRuns) { Stale = Stale, Rows = Rows };

    /// <summary>True when the object is ours to change.</summary>
    public bool Manages(ObjectIdentity identity) => objects.ContainsKey(identity);

    /// <summary>True when the object on the target was made of exactly this definition of the source; whether it still is so, this does not tell.</summary>
    public bool WasMadeOf(CatalogObject source) => objects.TryGetValue(source.Identity, out var known) && known.SourceFingerprint == Fingerprint.Of(source);

    /// <summary>True when exactly this definition of the source gave exactly this definition on the target.</summary>
    public bool Proves(CatalogObject source, CatalogObject target) =>
        WasMadeOf(source) && objects[source.Identity].TargetFingerprint is { } printed && printed == Fingerprint.Of(target);
}
