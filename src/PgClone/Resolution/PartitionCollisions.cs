using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>
/// Finds partitions that cannot be made or attached because one of the target that stays takes rows of theirs. What only the types of the bounds tell
/// is left to the server, which refuses it then.
/// </summary>
internal static class PartitionCollisions
{
    /// <summary>Tells the bag of each.</summary>
    public static void Check(
        (CloneDefinition Clone, Ledger Ledger) plan,
        DatabaseCatalog target,
        IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions,
        DiagnosticBag diagnostics)
    {
        var others = target.OfType<TableObject>()
            .Where(table => table.PartitionOf is not null && !decisions.ContainsKey(table.Identity))
            .ToLookup(table => table.PartitionOf!.Parent);
        if (others.Count == 0) return;
        foreach (var item in decisions.Values.Where(Comes).OrderBy(item => item.Identity))
        {
            var place = ((TableObject)item.Desired!).PartitionOf!;
            foreach (var other in others[place.Parent].Where(other => PartitionBound.MustOverlap(place.Bound, other.PartitionOf!.Bound)))
                diagnostics.Error(DiagnosticCodes.NameTaken,
                    $"{item.Identity} ({place.Bound}) cannot be a partition of {place.Parent}: "
                    + $"{other.Identity} of the target ({other.PartitionOf!.Bound}), which is not in the plan, takes rows of it",
                    plan.Clone.Location,
                    plan.Ledger.Manages(other.Identity)
                        ? "say prune: true, which drops what the source no longer has, or drop it"
                        : "detach or drop it on the target");
        }
    }

    private static bool Comes(ObjectDecision item) => item.Desired is TableObject { PartitionOf: not null } && (item.IsMade || item.Changes.Any(change => change.Joins));
}
