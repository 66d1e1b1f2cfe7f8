using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.DefaultPrivileges;

namespace PgClone.Resolution;

/// <summary>What of the target is no part of a clone and still bears on its run: what others put on its tables, and what new objects get by default.</summary>
public static class Surroundings
{
    /// <summary>Such objects of the target, given those of the clone.</summary>
    public static IEnumerable<CatalogObject> Of(DatabaseCatalog target, IReadOnlySet<ObjectIdentity> clone) => target.Objects.Values
        .Where(item => !clone.Contains(item.Identity) && (item is DefaultPrivilegesObject || (item.Owner is { } owner && clone.Contains(owner))));
}
