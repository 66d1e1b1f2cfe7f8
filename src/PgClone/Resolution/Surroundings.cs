using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.EventTrigger;

namespace PgClone.Resolution;

/// <summary>What of the target is no part of a clone and still bears on its run: what others put on its tables, what new
/// objects get by default, and event triggers, which fire on what it does.</summary>
public static class Surroundings
{
    /// <summary>Such objects of the target, given those of the clone.</summary>
    public static IEnumerable<CatalogObject> Of(DatabaseCatalog target, IReadOnlySet<ObjectIdentity> clone) => target.Objects.Values
        .Where(item => !clone.Contains(item.Identity) && (item is DefaultPrivilegesObject or EventTriggerObject || (item.Owner is { } owner && clone.Contains(owner))));
}
