using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Makes the steps of what must go, in the order of the target's dependencies. A member that its owner takes along has no step; what it needs waits for
/// the step that takes it along, unless that leads around, as with tables that refer to each other: then it is dropped by itself before.
/// </summary>
internal sealed class DropSteps
{
    private const string Emptied = "body";

    private readonly Dictionary<ObjectIdentity, ObjectDecision> _gone;
    private readonly HashSet<ObjectIdentity> _alone;
    private readonly HashSet<ObjectIdentity> _emptied = [];
    private readonly Dictionary<ObjectIdentity, StepId> _renames;
    private readonly List<(ObjectIdentity Dependent, ObjectIdentity Referenced)> _edges;

    public DropSteps(ResolvedClone clone)
    {
        _gone = clone.Objects.Where(item => item.IsGone && !item.Current!.ComesLast).ToDictionary(item => item.Identity);
        _renames = clone.Renames.ToDictionary(step => step.To, step => step.Id);
        _alone = _gone.Values.Where(item => item.GoesWith is null).Select(item => item.Identity).ToHashSet();
        _edges = [.. clone.Renamed.Dependencies.Where(edge => _gone.ContainsKey(edge.Dependent) && _gone.ContainsKey(edge.Referenced))
            .Select(edge => (edge.Dependent, edge.Referenced)).Distinct().OrderBy(edge => edge.Dependent).ThenBy(edge => edge.Referenced)];
        while (WaitLoop.Find(Waits()) is { } loop) Break(loop);
    }

    /// <summary>The step after which an object is gone; null for what stays.</summary>
    public StepId? Of(ObjectIdentity item) => _gone.ContainsKey(item) ? DropOf(Carrier(item)) : null;

    /// <summary>The steps, each with what it waits for.</summary>
    public IEnumerable<ChangeObject> Steps(Func<CatalogObject, ValueList<StepLock>> locksOf)
    {
        var waits = Waits();
        var along = _gone.Keys.Where(item => !_alone.Contains(item)).Order().ToLookup(Carrier);
        foreach (var item in _gone.Values.Where(item => _alone.Contains(item.Identity)))
        {
            var drop = new ChangeObject
            {
                Action = ObjectAction.Drop,
                Identity = item.Identity,
                Along = along[item.Identity].ToValueList(),
                Statements = item.Current!.Drop().ToValueList(),
                Locks = locksOf(item.Current!),
            };
            // What has its new name by then may go, or go along.
            var renames = along[item.Identity].Prepend(item.Identity).Where(_renames.ContainsKey).Select(gone => _renames[gone]);
            yield return drop with { After = [.. waits[drop.Id], .. renames] };
            if (_emptied.Contains(item.Identity))
                yield return new() { Action = ObjectAction.Alter, Identity = item.Identity, Part = Emptied, Statements = [((ViewObject)item.Current).Empty()], Locks = drop.Locks };
        }
    }

    /// <summary>The object whose drop takes an object along; itself when it is dropped alone.</summary>
    private ObjectIdentity Carrier(ObjectIdentity item)
    {
        while (!_alone.Contains(item) && _gone.TryGetValue(item, out var decision) && decision.GoesWith is { } owner) item = owner;
        return item;
    }

    private Dictionary<StepId, IReadOnlyCollection<StepId>> Waits()
    {
        var waits = _alone.ToDictionary(DropOf, _ => new SortedSet<StepId>());
        foreach (var view in _emptied)
        {
            waits[EmptyingOf(view)] = [];
            waits[DropOf(view)].Add(EmptyingOf(view));
        }

        foreach (var (dependent, referenced) in _edges)
        {
            var (needs, needed) = (_emptied.Contains(dependent) ? EmptyingOf(dependent) : DropOf(Carrier(dependent)), DropOf(Carrier(referenced)));
            // The body of a view needs itself no longer when it is empty; and what goes in one step needs no order.
            if (needs != needed && waits.TryGetValue(needed, out var before)) before.Add(needs);
        }

        return waits.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<StepId>)pair.Value);
    }

    private void Break(List<StepId> loop)
    {
        for (var place = 0; place < loop.Count; place++)
        {
            var (later, earlier) = (loop[place], loop[(place + 1) % loop.Count]);
            var members = _edges.Where(edge => DropOf(Carrier(edge.Dependent)) == earlier && DropOf(Carrier(edge.Referenced)) == later).Select(edge => edge.Dependent).ToList();
            if (members.Count == 0 || members.Exists(member => _alone.Contains(member) || !CanGoAlone(_gone[member].Current!))) continue;
            _alone.UnionWith(members);
            return;
        }

        var view = _alone
            .Where(item => _gone[item].Current is ViewObject && !_emptied.Contains(item) && loop.Contains(DropOf(item)))
            .Order()
            .Select(item => (ObjectIdentity?)item)
            .FirstOrDefault();
        _emptied.Add(view ?? throw new UnbreakableLoopException(_alone.Where(item => loop.Contains(DropOf(item)))));
    }

    /// <summary>False for what a partition or child has from above: there it can only go as a whole.</summary>
    private static bool CanGoAlone(CatalogObject item) => item switch
    {
        ConstraintObject constraint => constraint.IsLocal.Value && constraint.Index?.AttachedTo is null,
        IndexObject index => index.Settings.AttachedTo is null,
        TriggerObject trigger => trigger.Definition is not null,
        _ => item.Owner is not null,
    };

    private static StepId DropOf(ObjectIdentity item) => new ChangeObject { Action = ObjectAction.Drop, Identity = item, Statements = [] }.Id;

    private static StepId EmptyingOf(ObjectIdentity view) => new ChangeObject { Action = ObjectAction.Alter, Identity = view, Part = Emptied, Statements = [] }.Id;
}
