using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Finds what the roles of the two sessions may not see or make, so that the plan says it and no run fails of it.</summary>
internal static class RoleLimits
{
    /// <summary>Tells the bag of definitions of the source that cannot be read whole, and of objects that the role of the target may not make.</summary>
    public static void Check(CloneDefinition clone, DatabaseCatalog target, IEnumerable<ObjectDecision> decisions, DiagnosticBag diagnostics)
    {
        foreach (var item in decisions.Where(item => item.Desired is not null && item.Action != ObjectAction.Skip).OrderBy(item => item.Identity))
        {
            if (!item.Desired!.IsReadable)
                diagnostics.Error(DiagnosticCodes.ServerFailure, $"the role may not see all of {item.Identity} on the source", clone.Location,
                    $"read the source as a superuser, or exclude it: {Exclusion(item.Identity)}");
            if (item is { IsMade: true, Desired.NeedsSuperuser: true } && !target.Roles.IsSuperuser)
                diagnostics.Error(DiagnosticCodes.NeedsSuperuser,
                    $"{item.Identity} can be made by superusers only, and {target.Roles.Current} of the target is none", clone.Location,
                    $"connect to the target as a superuser, have one make it first as it is on the source, or exclude it: {Exclusion(item.Identity)}");
            else if (item is { IsMade: true, Desired: { NeedsSuperuser: true, Access.Value.Owner: { } owner } } && !target.Roles.Superusers.Contains(owner))
                diagnostics.Error(DiagnosticCodes.NeedsSuperuser, $"{item.Identity} can belong to superusers only, and {owner} of the target is none", clone.Location,
                    $"map its owner to a superuser: roles: {{ map: {{ theirs: ours }} }}, say include: {{ owners: false }}, or exclude it: {Exclusion(item.Identity)}");
        }
    }

    /// <summary>Tells the bag of each role of the target that should own objects and that the role of the session may not give any, once.</summary>
    public static void CheckOwners(CloneDefinition clone, DatabaseCatalog target, IEnumerable<ObjectDecision> decisions, DiagnosticBag diagnostics)
    {
        var given = decisions
            .Where(item => item.IsMade || (item.Action == ObjectAction.Alter && item.Current!.Access.Value?.Owner != item.Desired!.Access.Value?.Owner))
            .Select(item => (item.Identity, Owner: item.Desired!.Access.Value?.Owner))
            .Where(item => item.Owner is { } owner && target.Roles.Names.Contains(owner) && !target.Roles.PossibleOwners.Contains(owner));
        foreach (var group in given.GroupBy(item => item.Owner!, item => item.Identity, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (first, more) = (group.Min(), group.Count() - 1);
            diagnostics.Error(DiagnosticCodes.NeedsSuperuser,
                $"{first}{(more == 0 ? "" : $" and {more} more")} should belong to {group.Key} of the target, and {target.Roles.Current} may not SET ROLE to that", clone.Location,
                $"GRANT {Identifier.Quote(group.Key)} TO {Identifier.Quote(target.Roles.Current)}, "
                + "map the owner: roles: { map: { theirs: ours } }, or say include: { owners: false }");
        }
    }

    /// <summary>What of the target is not compared, since the role may not see it.</summary>
    public static IEnumerable<string> Notes(IEnumerable<ObjectDecision> decisions) =>
        decisions.Where(item => item is { Desired: not null, Current.IsReadable: false }).Select(item => item.Identity).Order()
            .Select(item => $"the role may not see all of {item} on the target: the values there are not compared with those of the source");

    private static string Exclusion(ObjectIdentity item) => $"\"!{item.Kind}:{item.Address}\"";
}
