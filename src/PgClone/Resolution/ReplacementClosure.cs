using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds what else must be made again because something it needs is dropped: views on a replaced table, foreign keys to a reloaded one.
/// Nothing is ever dropped by CASCADE: each dependent is dropped by name or goes with its owner, and comes back, or the plan is refused.
/// </summary>
internal sealed class ReplacementClosure(
    (CloneDefinition Clone, Ledger Ledger) plan, DatabaseCatalog target, Dictionary<ObjectIdentity, ObjectDecision> decisions, DiagnosticBag diagnostics)
{
    private readonly ILookup<ObjectIdentity, Dependency> _dependents = target.Dependencies.ToLookup(edge => edge.Referenced);
    private readonly SortedDictionary<ObjectIdentity, string> _lost = [];
    private readonly List<(ObjectIdentity Item, string Reason)> _asked = [];

    /// <summary>What a reader of the plan should know: members of our tables that others made, and that go with these.</summary>
    public IEnumerable<string> Notes => _lost.Select(pair => $"{pair.Key} of the target, which PgClone did not make, {pair.Value}");

    /// <summary>Has indexes and keys made again, for the reasons given, when the decisions are extended.</summary>
    public void MakeAgain(IEnumerable<(ObjectIdentity Item, string Reason)> items) => _asked.AddRange(items);

    /// <summary>Extends the decisions by all that depends on what is dropped, on dropped columns, and by foreign keys of reloaded tables.</summary>
    public void Close(IReadOnlySet<QualifiedName> reloaded)
    {
        var queue = new Queue<ObjectIdentity>(decisions.Values
            .Where(item => item.IsGone && item.Current is not (TriggerObject { IsInherited: true } or { IsAccessAlone: true }))
            .Select(item => item.Identity));
        foreach (var (dependent, reason) in OnDroppedColumns().Concat(OnRetypedColumns()).Concat(ForeignKeysOf(reloaded)).Concat(_asked).ToList())
            if (MakeAgain(dependent, reason, null)) queue.Enqueue(dependent);
        while (queue.TryDequeue(out var dropped))
        {
            var reason = decisions[dropped] is { Action: ObjectAction.Drop, GoesWith: null } ? $"needs {dropped}, which is dropped" : $"needs {dropped}, which is made again";
            foreach (var edge in _dependents[dropped])
                if (MakeAgain(edge.Dependent, reason, GoesAlong(edge) ? dropped : null)) queue.Enqueue(edge.Dependent);
            foreach (var check in ChecksBelow(dropped))
                if (MakeAgain(check, reason, dropped)) queue.Enqueue(check);
        }
    }

    /// <summary>
    /// What belongs to a dropped object goes with it; so does a sequence with its column, though it has no owner, and a partition's index with the
    /// partitioned one. A type and the functions that it is made of only go together.
    /// </summary>
    private bool GoesAlong(Dependency edge) => edge.GoesWith
        ? target.Objects[edge.Dependent].Owner == edge.Referenced || edge.Dependent.Kind == "sequence" || edge.Referenced.Member is not null
        : target.Objects[edge.Referenced].Shell is not null && _dependents[edge.Dependent].Any(back => back.Dependent == edge.Referenced);

    /// <summary>The checks that partitions have from a check of the partitioned table: no dependency ties them, and none can be dropped by itself.</summary>
    private IEnumerable<ObjectIdentity> ChecksBelow(ObjectIdentity dropped) => target.Objects[dropped] is not ConstraintObject { Type: ConstraintType.Check } check ? []
        : _partitions[check.Table].Select(partition => new ObjectIdentity(dropped.Kind, partition.Schema, partition.Name) { Member = dropped.Member })
            .Where(below => target.Objects.GetValueOrDefault(below) is ConstraintObject { Type: ConstraintType.Check, IsLocal.Value: false });

    private readonly ILookup<QualifiedName, QualifiedName> _partitions =
        target.OfType<TableObject>().Where(table => table.PartitionOf is not null).ToLookup(table => table.PartitionOf!.Parent, table => table.Name);

    /// <summary>True when the object was not to be dropped before. <paramref name="owner"/> takes it along; null when it must be dropped by itself.</summary>
    private bool MakeAgain(ObjectIdentity identity, string reason, ObjectIdentity? owner)
    {
        if (decisions.TryGetValue(identity, out var decision))
        {
            if (decision.IsGone)
            {
                if (owner is not null && decision.GoesWith is null) decisions[identity] = decision with { GoesWith = owner };
                return false;
            }

            if (decision.Action is not ObjectAction.Skip || owner is not null)
            {
                // What left those above it is not taken along by them.
                var leaves = decision.Changes.Where(change => change.Leaves).ToValueList();
                decisions[identity] = decision with { Action = ObjectAction.Replace, Changes = leaves, Reason = reason, GoesWith = owner };
                return true;
            }
        }

        // What a partition has from its parent goes and comes with that.
        if (owner is not null && target.Objects[identity] is TriggerObject { IsInherited: true }) return false;
        if (owner is { } takes)
        {
            // What is a part of it goes with it, and comes back as the source has it or not at all. Others should know what they lose.
            decisions[identity] = new()
            {
                Identity = identity,
                Action = ObjectAction.Drop,
                Desired = null,
                Current = target.Objects[identity],
                GoesWith = takes,
                Reason = $"goes with {takes}",
            };
            if (IsOthers(identity)) _lost[identity] = $"goes with {takes}";
            return true;
        }

        diagnostics.Error(DiagnosticCodes.DependentNotInPlan, $"{identity} on the target {reason}, and is not part of the clone", plan.Clone.Location,
            "drop it first, or select it");
        return false;
    }

    /// <summary>True for what somebody else made. A default is a part of its column, whoever set it.</summary>
    private bool IsOthers(ObjectIdentity item) => !plan.Ledger.Manages(item) && target.Objects[item] is not ColumnDefaultObject and not ConstraintObject { IsLocal.Value: false };

    private IEnumerable<(ObjectIdentity Item, string Reason)> OnDroppedColumns()
    {
        foreach (var decision in decisions.Values.Where(item => item is { Action: ObjectAction.Alter, Current: TableObject }))
        {
            var wanted = ((TableObject)decision.Desired!).Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
            var gone = NamesByNumber(decision.Current!, name => !wanted.Contains(name));
            foreach (var edge in _dependents[decision.Identity].Where(edge => gone.ContainsKey(edge.Column)))
            {
                var column = $"column {decision.Identity.Address}.{gone[edge.Column]}";
                // Indexes and constraints of the column go with it and are compared on their own.
                if (decisions.ContainsKey(edge.Dependent) || !edge.GoesWith) yield return (edge.Dependent, $"needs {column}, which is dropped");
                else if (IsOthers(edge.Dependent)) _lost[edge.Dependent] = $"goes with {column}";
            }
        }
    }

    private IEnumerable<(ObjectIdentity Item, string Reason)> OnRetypedColumns()
    {
        foreach (var decision in decisions.Values.Where(item => item.Retyped.Count > 0))
        {
            var columns = NamesByNumber(decision.Current!, decision.Retyped.Contains);
            foreach (var edge in _dependents[decision.Identity].Where(edge => columns.ContainsKey(edge.Column) && !ColumnTypes.IsWrittenAgain(target.Objects[edge.Dependent])))
                yield return (edge.Dependent, $"needs column {decision.Identity.Address}.{columns[edge.Column]}, whose type changes");
        }
    }

    private static Dictionary<int, string> NamesByNumber(CatalogObject table, Func<string, bool> isMeant) => ((TableObject)table).Columns
        .Where(column => isMeant(column.Name))
        .ToDictionary(column => column.Attribute.Value, column => column.Name);

    private IEnumerable<(ObjectIdentity Item, string Reason)> ForeignKeysOf(IReadOnlySet<QualifiedName> reloaded)
    {
        foreach (var key in target.OfType<ConstraintObject>().Where(constraint => constraint.Type == ConstraintType.ForeignKey))
        {
            var table = reloaded.Contains(key.Table) ? key.Table : reloaded.Contains(key.References!.Value) ? key.References.Value : (QualifiedName?)null;
            if (table is not null) yield return (key.Identity, $"is a foreign key of {table}, whose rows are replaced");
        }
    }
}
