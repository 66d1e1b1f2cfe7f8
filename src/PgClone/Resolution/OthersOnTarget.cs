using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds what others put on objects of the clone, and what they let new objects have. It stays, and is told: a policy of theirs may show rows that the source's
/// hide, a trigger change rows that come.
/// </summary>
internal static class OthersOnTarget
{
    public static IEnumerable<ObjectIdentity> Of(CloneDefinition clone, Ledger ledger, DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
    {
        var takesEverything = clone.Objects.Any(selector => selector is { Kind: null, Negated: false, Pattern.TakesEverything: true });
        return Surroundings.Of(target, decisions.Keys.ToHashSet())
            .Where(item => !ComesAlong(item) && clone.Include.Takes(item.Identity.Kind) && !ledger.Manages(item.Identity)
                && (Surroundings.Holders(item).Where(decisions.ContainsKey).ToList() is { Count: > 0 } holders
                    ? holders.Any(holder => decisions[holder] is { IsGone: false, Action: not ObjectAction.Skip }) : takesEverything))
            .Select(item => item.Identity).Order();
    }

    /// <summary>What a column, a parent or a partitioned index brings along is nobody's own; event triggers are told of where they fire.</summary>
    private static bool ComesAlong(CatalogObject item) => item is EventTriggerObject or ColumnDefaultObject
        or ConstraintObject { IsLocal.Value: false } or ConstraintObject { Type: ConstraintType.NotNull }
        or TriggerObject { IsInherited: true } or IndexObject { Settings.AttachedTo: not null };
}
