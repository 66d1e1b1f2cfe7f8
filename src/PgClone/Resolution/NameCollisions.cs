using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Composite;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.MaterializedView;
using PgClone.Postgres.Catalog.Routine;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.View;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds objects that cannot be made because an object of the target that stays has their name: tables, views, sequences and indexes of a schema
/// share one space of names, and so do functions and procedures.
/// </summary>
internal static class NameCollisions
{
    /// <summary>Tells the bag of each.</summary>
    public static void Check((CloneDefinition Clone, Ledger Ledger) plan, DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions, DiagnosticBag diagnostics)
    {
        var holders = new Dictionary<string, ObjectIdentity>(StringComparer.Ordinal);
        foreach (var item in target.Objects.Values)
            foreach (var name in Kept(item, decisions.GetValueOrDefault(item.Identity))) holders[name] = item.Identity;
        foreach (var taker in decisions.Values.Where(item => item.IsMade || item.Action == ObjectAction.Alter))
            foreach (var name in Taken(taker))
                if (holders.TryGetValue(name, out var holder) && holder != taker.Identity)
                    diagnostics.Error(DiagnosticCodes.NameTaken, $"{taker.Identity} cannot be made: {holder} of the target has the name", plan.Clone.Location,
                        plan.Ledger.Manages(holder) && !decisions.ContainsKey(holder) ? "say prune: true, which drops what the source no longer has, or drop it" : "drop or rename it on the target");
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
        TableObject table => table.Columns.Where(column => column.Identity is not null).Select(column => column.Identity!.Sequence.Sql).Append(table.Name.Sql),
        ViewObject or MaterializedViewObject or SequenceObject or CompositeObject => [new Postgres.Sql.QualifiedName(item.Identity.Schema!, item.Identity.Name).Sql],
        IndexObject or ConstraintObject { Index: not null } => [new Postgres.Sql.QualifiedName(item.Identity.Schema!, item.Identity.Member!).Sql],
        RoutineObject or Postgres.Catalog.Aggregate.AggregateObject => [$"{item.Identity.QualifiedName}{item.Identity.Arguments}"],
        _ => [],
    };
}
