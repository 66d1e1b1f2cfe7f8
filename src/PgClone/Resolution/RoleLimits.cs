using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;

namespace PgClone.Resolution;

/// <summary>Finds what the roles of the two sessions may not see or make, so that the plan says it and no run fails of it.</summary>
internal static class RoleLimits
{
    /// <summary>Tells the bag of definitions of the source that cannot be read whole, and of objects that the role of the target may not make.</summary>
    public static void Check(CloneDefinition clone, DatabaseCatalog target, IEnumerable<ObjectDecision> decisions, DiagnosticBag diagnostics)
    {
        foreach (var item in decisions.Where(item => item.Desired is not null && item.Action != Steps.ObjectAction.Skip).OrderBy(item => item.Identity))
        {
            if (!item.Desired!.IsReadable)
                diagnostics.Error(DiagnosticCodes.ServerFailure, $"the role may not see all of {item.Identity} on the source", clone.Location,
                    $"read the source as a superuser, or exclude it: {Exclusion(item.Identity)}");
            if (item is { IsMade: true, Desired.NeedsSuperuser: true } && !target.Roles.IsSuperuser)
                diagnostics.Error(DiagnosticCodes.NeedsSuperuser, $"{item.Identity} can be made by superusers only, and {target.Roles.Current} of the target is none", clone.Location,
                    $"connect to the target as a superuser, have one make it first as it is on the source, or exclude it: {Exclusion(item.Identity)}");
            else if (item is { IsMade: true, Desired: { NeedsSuperuser: true, Access.Value.Owner: { } owner } } && !target.Roles.Superusers.Contains(owner))
                diagnostics.Error(DiagnosticCodes.NeedsSuperuser, $"{item.Identity} can belong to superusers only, and {owner} of the target is none", clone.Location,
                    $"map its owner to a superuser: roles: {{ map: {{ theirs: ours }} }}, say include: {{ owners: false }}, or exclude it: {Exclusion(item.Identity)}");
        }
    }

    /// <summary>What of the target is not compared, since the role may not see it.</summary>
    public static IEnumerable<string> Notes(IEnumerable<ObjectDecision> decisions) =>
        decisions.Where(item => item is { Desired: not null, Current.IsReadable: false }).Select(item => item.Identity).Order()
            .Select(item => $"the role may not see all of {item} on the target: the values there are not compared with those of the source");

    private static string Exclusion(ObjectIdentity item) => $"\"!{item.Kind}:{item.Address}\"";
}
