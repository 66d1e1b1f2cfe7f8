using PgClone.Postgres.Catalog;

namespace PgClone.State;

/// <summary>Finds what has moved since a plan was saved. New rows on the source are no staleness: they are copied.</summary>
public static class Staleness
{
    /// <summary>A sentence for each object that is defined otherwise than the plan saw it.</summary>
    public static IEnumerable<string> Of(SavedClone clone, DatabaseCatalog source, DatabaseCatalog target)
    {
        foreach (var item in clone.Objects)
        {
            if (Moved(item.Identity, item.Source, source, "source") is { } onSource) yield return onSource;
            if (Moved(item.Identity, item.Target, target, "target") is { } onTarget) yield return onTarget;
        }
    }

    private static string? Moved(ObjectIdentity identity, string? planned, DatabaseCatalog catalog, string side)
    {
        var now = catalog.Objects.TryGetValue(identity, out var item) ? Fingerprint.Of(item) : null;
        if (now == planned) return null;
        var what = planned is null ? "appeared" : now is null ? "is gone" : "changed";
        return $"{identity} {what} on the {side} since the plan was saved";
    }
}
