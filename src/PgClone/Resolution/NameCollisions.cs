using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Aggregate;
using PgClone.Postgres.Catalog.Range;
using PgClone.Postgres.Catalog.Routine;
using PgClone.Postgres.Catalog.Table;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds objects that cannot be made because an object of the target that stays has their name: tables, views, sequences and indexes of a schema
/// share one space of names, and so do functions and procedures; and the multiranges that come with ranges.
/// </summary>
internal static class NameCollisions
{
    private const int NamesTold = 3;

    /// <summary>Tells the bag of each; of a table that others made and that has many names of ours, once.</summary>
    public static void Check(
        (CloneDefinition Clone, Ledger Ledger) plan,
        DatabaseCatalog target,
        IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions,
        DiagnosticBag diagnostics)
    {
        var holders = new Dictionary<string, ObjectIdentity>(StringComparer.Ordinal);
        foreach (var item in target.Objects.Values)
            foreach (var name in Kept(item, decisions.GetValueOrDefault(item.Identity))) holders[name] = item.Identity;
        var collisions = decisions.Values
            .Where(item => item.IsMade || item.Action == ObjectAction.Alter)
            .OrderBy(item => item.Identity)
            .SelectMany(Collisions)
            .ToLookup(collision => target.Objects[collision.Holder].Owner ?? collision.Holder);
        foreach (var group in collisions)
        {
            if (TableKind.IsTable(group.Key.Kind) && !plan.Ledger.Manages(group.Key) && !decisions.ContainsKey(group.Key)) ReportForeign(plan, group.Key, [.. group], diagnostics);
            else foreach (var collision in group) Report(plan, collision, decisions.ContainsKey(collision.Holder), diagnostics);
        }

        IEnumerable<Collision> Collisions(ObjectDecision taker) => Taken(taker)
            .Where(name => holders.TryGetValue(name, out var holder) && holder != taker.Identity)
            .Select(name => new Collision(taker, name, holders[name]));
    }

    private static void Report((CloneDefinition Clone, Ledger Ledger) plan, Collision collision, bool isInPlan, DiagnosticBag diagnostics) =>
        diagnostics.Error(DiagnosticCodes.NameTaken,
            $"{collision.Taker.Identity} cannot be made: {collision.Holder} of the target has the name {collision.Name}", plan.Clone.Location,
            plan.Ledger.Manages(collision.Holder) && !isInPlan ? "say prune: true, which drops what the source no longer has, or drop it" : "drop or rename it on the target");

    private static void ReportForeign((CloneDefinition Clone, Ledger Ledger) plan, ObjectIdentity holder, List<Collision> collisions, DiagnosticBag diagnostics)
    {
        var names = string.Join(", ", collisions.Take(NamesTold).Select(collision => collision.Name))
            + (collisions.Count > NamesTold ? $" and {collisions.Count - NamesTold} more" : "");
        // A table of ours that is away, and all names that are taken are its own: somebody renamed it.
        var tables = collisions.Select(collision => collision.Taker.Desired!.Owner ?? collision.Taker.Identity).Distinct().ToList();
        var former = tables is [var only] && TableKind.IsTable(only.Kind) && plan.Ledger.Manages(only) ? only : (ObjectIdentity?)null;
        diagnostics.Error(DiagnosticCodes.NameTaken,
            former is null ? $"{holder} of the target, which PgClone did not make, has names that the clone needs: {names}"
                : $"{former} cannot be made: {holder} of the target, which seems to be that table, renamed, has its names: {names}",
            plan.Clone.Location, former is null ? "rename what has these names on the target, or drop the table" : "give it back its name on the target, or drop it");
    }

    /// <summary>The names that an object of the target keeps. What is changed gives up names before anything is made.</summary>
    private static IEnumerable<string> Kept(CatalogObject item, ObjectDecision? decision) => decision switch
    {
        { IsGone: true } => [],
        { Action: ObjectAction.Alter } => Names(item).Intersect(Names(decision.Desired!)),
        _ => Names(item),
    };

    private static IEnumerable<string> Taken(ObjectDecision taker) =>
        taker.Action == ObjectAction.Alter ? Names(taker.Desired!).Except(Names(taker.Current!)) : Names(taker.Desired!);

    private static IEnumerable<string> Names(CatalogObject item) => item switch
    {
        RoutineObject or AggregateObject => [$"{item.Identity.QualifiedName}{item.Identity.Arguments}"],
        RangeObject range => [$"type {range.Multirange}"],
        _ => RelationNames.Of(item).Select(name => name.ToString()),
    };

    private sealed record Collision(ObjectDecision Taker, string Name, ObjectIdentity Holder);
}
