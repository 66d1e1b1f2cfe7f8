using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Postgres.Catalog.Table;

namespace PgClone.Resolution;

/// <summary>What of the target is no part of a clone and still bears on its run: what others put on its tables or below them, what new
/// objects get by default, and event triggers, which fire on what it does.</summary>
public static class Surroundings
{
    /// <summary>Such objects of the target, given those of the clone.</summary>
    public static IEnumerable<CatalogObject> Of(DatabaseCatalog target, IReadOnlySet<ObjectIdentity> clone) => target.Objects.Values
        .Where(item => !clone.Contains(item.Identity) && (item is DefaultPrivilegesObject or EventTriggerObject || Holders(item).Any(clone.Contains)));

    /// <summary>What an object belongs to: the table of a member, and those above a table, which show its rows as theirs.</summary>
    public static IEnumerable<ObjectIdentity> Holders(CatalogObject item) =>
        item.Owner is { } owner ? [owner] : item is TableObject table ? table.Above.Select(above => new ObjectIdentity(TableKind.Word, above.Schema, above.Name)) : [];
}
