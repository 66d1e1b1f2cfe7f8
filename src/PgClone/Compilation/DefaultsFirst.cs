using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Finds the default privileges that leave or say less than before. They go before anything is made, so that no object, and no member of an extension, is made
/// under what the source no longer has; those that come, come last.
/// </summary>
internal static class DefaultsFirst
{
    /// <summary>The decisions on them. What is in a schema that is dropped goes with it.</summary>
    public static IEnumerable<ObjectDecision> Of(ResolvedClone clone)
    {
        var schemas = clone.Objects
            .Where(item => item is { Action: ObjectAction.Drop, Identity.Kind: "schema" })
            .Select(item => item.Identity.Name)
            .ToHashSet(StringComparer.Ordinal);
        return clone.Objects.Where(item => item.Current is DefaultPrivilegesObject && !schemas.Contains(item.Identity.Schema ?? "")
            && (item.Action == ObjectAction.Drop || (item.Action == ObjectAction.Alter && SaysLess(item.Current, item.Desired!))));
    }

    /// <summary>The target once they have gone.</summary>
    public static DatabaseCatalog AppliedTo(ResolvedClone clone)
    {
        var first = Of(clone).ToDictionary(item => item.Identity, item => item.Desired);
        return first.Count == 0 ? clone.Target : clone.Target with
        {
            Objects = clone.Target.Objects.Values
                .Select(item => first.TryGetValue(item.Identity, out var desired) ? desired : item)
                .OfType<CatalogObject>()
                .ToDictionary(item => item.Identity),
        };
    }

    private static bool SaysLess(CatalogObject current, CatalogObject desired)
    {
        var (before, after) = (current.Access.Value!.Privileges, desired.Access.Value!.Privileges);
        return !after.Granted.Except(before.Granted).Any() && !after.Revoked.Except(before.Revoked).Any();
    }
}
