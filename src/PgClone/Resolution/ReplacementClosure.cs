using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds what else must be made again because something it needs is dropped: views on a replaced table, foreign keys to a reloaded one.
/// Nothing is ever dropped by CASCADE: each dependent is dropped by name, and comes back, or the plan is refused.
/// </summary>
public sealed class ReplacementClosure(
    (CloneDefinition Clone, Ledger Ledger) plan, DatabaseCatalog target, Dictionary<ObjectIdentity, ObjectDecision> decisions, DiagnosticBag diagnostics)
{
    private readonly ILookup<ObjectIdentity, Dependency> _dependents = target.Dependencies.ToLookup(edge => edge.Referenced);

    /// <summary>Extends the decisions by all that depends on what is dropped, on dropped columns, and by foreign keys of reloaded tables.</summary>
    public void Close(IReadOnlySet<QualifiedName> reloaded)
    {
        var queue = new Queue<ObjectIdentity>(decisions.Values.Where(item => item.Action is ObjectAction.Replace or ObjectAction.Drop && item.Current is not TriggerObject { IsInherited: true }).Select(item => item.Identity));
        foreach (var (dependent, reason) in OnDroppedColumns().Concat(ForeignKeysOf(reloaded)).ToList())
            if (MakeAgain(dependent, reason, goesAlong: false)) queue.Enqueue(dependent);
        while (queue.TryDequeue(out var dropped))
        {
            var table = decisions[dropped];
            foreach (var edge in _dependents[dropped])
            {
                // What belongs to a dropped object goes with it; so does a sequence with its column, though it has no owner, and a partition's
                // index with the partitioned one. A type and the functions that it is made of only go together.
                var goesAlong = edge.GoesWith
                    ? target.Objects[edge.Dependent].Owner == dropped || edge.Dependent.Kind == "sequence" || dropped.Member is not null
                    : target.Objects[dropped].Shell is not null && _dependents[edge.Dependent].Any(back => back.Dependent == dropped);
                if (MakeAgain(edge.Dependent, $"needs {table.Identity}, which is made again", goesAlong)) queue.Enqueue(edge.Dependent);
            }
        }
    }

    /// <summary>True when the object was not to be dropped before.</summary>
    private bool MakeAgain(ObjectIdentity identity, string reason, bool goesAlong)
    {
        if (decisions.TryGetValue(identity, out var decision))
        {
            if (decision.Action is ObjectAction.Replace or ObjectAction.Drop)
            {
                if (goesAlong) decisions[identity] = decision with { GoesAlong = true };
                return false;
            }

            if (decision.Action is not ObjectAction.Skip)
            {
                decisions[identity] = decision with { Action = ObjectAction.Replace, Changes = [], Reason = reason, GoesAlong = goesAlong };
                return true;
            }
        }

        // What we made as a part of it, and what is on the source no longer, may go with it.
        if (goesAlong && (plan.Ledger.Manages(identity) || target.Objects[identity] is TriggerObject { IsInherited: true })) return false;
        diagnostics.Error(DiagnosticCodes.DependentNotInPlan, $"{identity} on the target {reason}, and is not part of the clone", plan.Clone.Location,
            "drop it first, or select it");
        return false;
    }

    private IEnumerable<(ObjectIdentity Item, string Reason)> OnDroppedColumns()
    {
        foreach (var decision in decisions.Values.Where(item => item is { Action: ObjectAction.Alter, Current: TableObject }))
        {
            var wanted = ((TableObject)decision.Desired!).Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            var gone = ((TableObject)decision.Current!).Columns.Where(column => !wanted.Contains(column.Name)).ToDictionary(column => column.Attribute.Value, column => column.Name);
            foreach (var edge in _dependents[decision.Identity].Where(edge => gone.ContainsKey(edge.Column)))
                // Indexes and constraints of the column go with it and are compared on their own.
                if (decisions.ContainsKey(edge.Dependent) || !edge.GoesWith)
                    yield return (edge.Dependent, $"needs column {decision.Identity.Address}.{gone[edge.Column]}, which is dropped");
        }
    }

    private IEnumerable<(ObjectIdentity Item, string Reason)> ForeignKeysOf(IReadOnlySet<QualifiedName> reloaded)
    {
        foreach (var key in target.OfType<ConstraintObject>().Where(constraint => constraint.Type == ConstraintType.ForeignKey))
        {
            var table = reloaded.Contains(key.Table) ? key.Table : reloaded.Contains(key.References!.Value) ? key.References.Value : (QualifiedName?)null;
            if (table is not null) yield return (key.Identity, $"is a foreign key of {table}, whose rows are replaced");
        }
    }
}
