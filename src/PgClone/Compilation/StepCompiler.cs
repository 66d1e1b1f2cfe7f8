using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DefaultPrivileges;
using PgClone.Postgres.Catalog.Domain;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Publication;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Turns decisions into steps that wait for each other. Drops come first, in the order of the target's dependencies; then definitions, in the
/// order of the source's; then rows; then what follows rows; materialized views once all can be read.
/// </summary>
public sealed class StepCompiler
{
    private const string Dropped = "what must go is gone";
    private const string Defined = "definitions are in place";
    private const string Readable = "rows and indexes are in place";
    private const string Complete = "objects and rows are in place";
    private const string Ended = "all but event triggers is done";

    private readonly ResolvedClone _clone;
    private readonly TableFamilies _families;
    private readonly InlinedMembers _inlined;
    private readonly RowSteps _rows;
    private readonly LateObjects _late;
    private readonly NewAccess _access;
    private readonly CastsFirst _casts;
    private readonly DropSteps _drops;
    private readonly KeySteps _keySteps;
    private readonly EventTriggerSteps _eventTriggers;
    private readonly List<Step> _steps = [];
    private readonly Dictionary<ObjectIdentity, StepId> _makers = [];
    private readonly ILookup<ObjectIdentity, ObjectIdentity> _needs;
    private readonly Dictionary<QualifiedName, ObjectIdentity> _identityTables;
    private readonly ILookup<QualifiedName, ObjectIdentity> _keys;
    private readonly AttachedLate _attached;
    private readonly AlterParts _parts;
    private readonly Dictionary<ObjectIdentity, StepId> _renamed;
    private readonly HashSet<QualifiedName> _madeAlone;

    private StepCompiler(ResolvedClone clone)
    {
        _clone = clone;
        _families = new(clone.Source);
        _inlined = new(clone);
        _rows = new(clone, _families);
        _late = new(clone);
        _access = new(clone);
        _casts = new(clone, _late);
        _drops = new(clone);
        _keySteps = new(clone, _families);
        _keys = clone.Objects.Select(item => item.Desired).OfType<ConstraintObject>().Where(key => key.Index is not null).ToLookup(key => key.Table, key => key.Identity);
        _attached = new(clone);
        _renamed = clone.Renames.ToDictionary(step => step.To, step => step.Id);
        _madeAlone = [.. clone.Objects.Where(item => item.IsMade).Select(item => item.Desired).OfType<TableObject>().Where(table => table.IsMadeAlone).Select(table => table.Name)];
        _parts = new(clone, _families, _rows);
        _eventTriggers = new(clone);
        _needs = clone.Source.Dependencies.ToLookup(edge => edge.Dependent, edge => edge.Referenced);
        _identityTables = clone.Source.OfType<TableObject>()
            .SelectMany(table => table.Columns.Where(column => column.Identity is not null).Select(column => (column.Identity!.Sequence, table.Identity)))
            .ToDictionary(pair => pair.Sequence, pair => pair.Identity);
    }

    /// <summary>The steps that bring the target to where the clone wants it; none when nothing is to do.</summary>
    public static StepGraph Compile(ResolvedClone clone)
    {
        if (clone.IsUnchanged) return new() { Steps = [] };
        var compiler = new StepCompiler(clone);
        compiler.AddDrops();
        compiler.AddDefinitions();
        compiler.AddRows();
        compiler.AddEnd();
        compiler.AddEventTriggers();
        return StepGraph.Order(OperatorLinks.Apart(compiler._steps, clone));
    }

    private void AddDrops()
    {
        if (_clone.CreateDatabase is not null) _steps.Add(_clone.CreateDatabase);
        _steps.AddRange(_eventTriggers.First);
        _steps.AddRange(_clone.Roles.Select(role => role with { After = [.. Beginning()] }));
        var leaves = _parts.Leaving(_drops).Select(step => step with { After = [.. step.After, .. Beginning()] }).ToList();
        var defaults = DefaultsFirst.Of(_clone).Select(item => item.Action == ObjectAction.Drop ? Drop(item) : Make(item));
        var drops = _drops.Steps(LocksOf)
            .Concat(_parts.First(_drops, LocksOf))
            .Concat(defaults)
            .Select(drop => drop with { After = [.. drop.After, .. Beginning()] })
            .ToList();
        var renames = _clone.Renames.Select(step => step with { After = [.. Beginning(), .. LeaveOf(step.To)], Locks = LocksOf(_clone.Renamed.Objects[step.To]) }).ToList();
        _steps.AddRange(leaves);
        _steps.AddRange(renames);
        _steps.AddRange(Behind(leaves, drops));
        IEnumerable<Step> before = [.. leaves, .. renames, .. drops, .. _clone.Roles];
        _steps.Add(new Milestone { Name = Dropped, After = [.. before.Select(step => step.Id), .. Beginning()] });
    }

    /// <summary>The drops, each behind what takes tables away from those above them, but for those that must come before that.</summary>
    private static IEnumerable<ChangeObject> Behind(List<ChangeObject> leaves, List<ChangeObject> drops)
    {
        var steps = drops.ToDictionary(drop => drop.Id);
        var before = Reach.From(leaves.SelectMany(leave => leave.After), id => steps.TryGetValue(id, out var drop) ? drop.After : []).ToHashSet();
        return drops.Select(drop => before.Contains(drop.Id) ? drop : drop with { After = [.. drop.After, .. leaves.Select(leave => leave.Id)] });
    }

    private IEnumerable<StepId> LeaveOf(ObjectIdentity member) => _parts.LeaveOf(_clone.Renamed.Objects[member].Owner!.Value);

    private IEnumerable<StepId> Beginning() => _clone.CreateDatabase is { } create ? [create.Id] : _eventTriggers.First.Select(step => step.Id);

    private ChangeObject Drop(ObjectDecision item) => new()
    {
        Action = ObjectAction.Drop,
        Identity = item.Identity,
        Statements = item.Current!.Drop().ToValueList(),
        Locks = LocksOf(item.Current!),
    };

    private void AddDefinitions()
    {
        var makers = _clone.Objects
            .Where(item => (item.IsMade || item.Action == ObjectAction.Alter) && !_inlined.Contains(item.Identity) && !ComesWithParent(item) && !item.Desired!.ComesLast)
            .Select(item => (Item: item, Step: Make(item))).ToList();
        foreach (var (item, step) in makers) _makers[item.Identity] = step.Id;
        foreach (var member in _clone.Objects.Where(item => _inlined.Contains(item.Identity)))
            _makers[member.Identity] = _makers[member.Desired!.Owner!.Value];
        var ordered = _access.GiveTo(LoopRepair.Repair(makers, Needs));
        _steps.AddRange(ordered.SelectMany(pair =>
            _keySteps.Apart(AsMade(pair.Item.Desired!), pair.Step with { After = pair.Step.After.Concat(Waits(pair.Item)).Distinct().ToValueList() })));
        if (_casts.Milestone is { } castsInPlace) _steps.Add(castsInPlace);
        _steps.Add(new Milestone
        {
            Name = Defined,
            After = [new(Dropped), .. makers.Where(pair => !_late.Contains(pair.Item.Identity)).Select(pair => pair.Step.Id)],
        });
    }

    private IEnumerable<CatalogObject> Inside(ObjectDecision item) =>
        _inlined.Of(item.Identity).Concat(item is { IsMade: true, Desired: TableObject table } ? _inlined.FromParents(table) : []);

    private IEnumerable<StepId> Needs(ObjectDecision item)
    {
        var own = _makers[item.Identity];
        return Inside(item).Select(member => member.Identity).Prepend(item.Identity)
            .SelectMany(identity => _needs[identity]).Where(_makers.ContainsKey).Select(needed => _makers[needed])
            .Where(id => id != own).Distinct();
    }

    private IEnumerable<StepId> Waits(ObjectDecision item)
    {
        yield return new(Dropped);
        if (_drops.Of(item.Identity) is { } drop) yield return drop;
        if (_renamed.TryGetValue(item.Identity, out var rename)) yield return rename;
        if (AlterParts.FirstOf(item) is { } first) yield return first;
        foreach (var cast in _casts.Before(item.Identity)) yield return cast;
        // A child that is made alone has only the checks that its parents are made with: it comes before the others, which reach it then.
        if (item.Desired is ConstraintObject { Type: ConstraintType.Check, IsInherited: true } check)
            foreach (var child in _families.WithDescendants(check.Table).Where(_madeAlone.Contains)) yield return _makers[_clone.Source.Table(child)!.Identity];
        if (!_late.Contains(item.Identity)) yield break;
        yield return new(Defined);
        foreach (var table in TablesOf(item.Desired!).SelectMany(_families.WithDescendants))
            foreach (var step in _rows.IdsOf(table).Concat(_parts.LastOf(Table(table)))) yield return step;
        // The index of a partitioned key is valid once the last partition's is attached; only then can a foreign key refer to it.
        if (item.Desired is ConstraintObject { References: { } referenced })
            foreach (var id in KeysBelow(referenced).Concat(_attached.Below(referenced))) yield return id;
        // A trigger that a partition has from above is there once the partition is.
        if (item.Desired is TriggerObject { Definition: null } trigger)
            foreach (var attach in _attached.Above(trigger)) yield return attach;
    }

    private IEnumerable<StepId> KeysBelow(QualifiedName referenced)
    {
        var family = _families.WithDescendants(referenced).ToHashSet();
        return family.Count == 1 ? [] : family.SelectMany(table => _keys[table]).SelectMany(Maker);
    }

    private static IEnumerable<QualifiedName> TablesOf(CatalogObject item)
    {
        if (item.Owner is { } owner && TableKind.IsTable(owner.Kind)) yield return new(owner.Schema!, owner.Name);
        if (item is ConstraintObject { References: { } referenced }) yield return referenced;
        if (item is not PublicationObject publication) yield break;
        foreach (var published in publication.Tables) yield return published.Table;
    }

    private ChangeObject Make(ObjectDecision item) => _keySteps.Around(item, new()
    {
        Action = item.IsMade ? ObjectAction.Create : ObjectAction.Alter,
        Identity = item.Identity,
        Along = item.IsMade ? _inlined.Of(item.Identity).Select(member => member.Identity).ToValueList() : [],
        Statements = (item.IsMade ? Creation(item.Desired!) : AlterParts.MainOf(item)).ToValueList(),
        Locks = LocksOf(item.Desired!),
        BuildsIndex = item is { IsMade: true, Desired: IndexObject or ConstraintObject { Type: ConstraintType.PrimaryKey or ConstraintType.Unique or ConstraintType.Exclusion } },
        Bytes = item.Desired is { FollowsRows: true } and not PublicationObject ? TablesOf(item.Desired).Sum(table => _clone.Source.Sizes.GetValueOrDefault(table).Bytes) : 0,
    });

    private IEnumerable<Statement> Creation(CatalogObject item) => item switch
    {
        TableObject table => [.. table.CreateWith(_inlined.Of(table.Identity), [.. _inlined.FromParents(table)]), .. _attached.Contains(table.Identity) ? [] : table.Attach()],
        SequenceObject sequence when _access.NewOwnerOf(sequence) is { } role => sequence.CreateFor(role),
        DomainObject domain => domain.Unchecked().Create(),
        _ => AsMade(item).Create(),
    };

    /// <summary>An index of a table that is attached late is itself attached then.</summary>
    private CatalogObject AsMade(CatalogObject item) => item switch
    {
        IndexObject index when _attached.OwnerOf(index) => index.Detached(),
        ConstraintObject constraint when _attached.OwnerOf(constraint) => constraint.Detached(),
        _ => item,
    };

    /// <summary>A check of the partitioned table that was not written into its partition reaches it when the parent gets it.</summary>
    private bool ComesWithParent(ObjectDecision item) =>
        item is { IsMade: true, Desired: ConstraintObject { Type: ConstraintType.Check, IsLocal.Value: false } } && !_attached.OwnerOf(item.Desired);

    private void AddRows()
    {
        _steps.AddRange(_rows.Merges.Select(merge => merge with { After = [new(Defined), .. merge.After] }));
        _steps.AddRange(_rows.Swaps(new(Defined)));
        _steps.AddRange(_rows.Steps.Select(copy => copy with { After = [new(Defined), .. copy.After, .. Maker(Table(copy.Rows.Table))] }));
        if (_clone.LargeObjects is { IsUnchanged: false } large) _steps.Add(RowSteps.Of(large) with { After = [new(Dropped)] });
        _steps.AddRange(_rows.Configuration.Select(copy => copy with { After = [new(Defined), .. Maker(ConfigurationDecisions.Identity(copy.Extension))] }));
        // A foreign key may refer to rows of what is attached, and waits for it.
        var members = _clone.Objects
            .Where(item => (item.IsMade || item.Action == ObjectAction.Alter) && _makers.ContainsKey(item.Identity))
            .Where(item => item.Desired is not (TriggerObject { Definition: null } or ConstraintObject { References: not null }))
            .ToLookup(item => item.Desired!.Owner, item => _makers[item.Identity]);
        _steps.AddRange(_attached.Tables.Select(item => AttachStep(item, members)));
        _steps.AddRange(_parts.Last(LocksOf).Select(step => step with { After = [new(Defined), .. step.After, .. Maker(step.Identity)] }));
        _steps.AddRange(_clone.Sequences.Select(step => step with { After = [new(Defined), .. SequenceMaker(step.Sequence), .. RowsBefore(step.Sequence)] }));
    }

    /// <summary>A table that is exchanged for another brings the sequences of its identity columns along.</summary>
    private IEnumerable<StepId> RowsBefore(QualifiedName sequence) => _identityTables.TryGetValue(sequence, out var table) ? _rows.IdsOf(new(table.Schema!, table.Name)) : [];

    private IEnumerable<StepId> Maker(ObjectIdentity item) => _makers.TryGetValue(item, out var maker) ? [maker] : [];

    private IEnumerable<StepId> SequenceMaker(QualifiedName sequence) =>
        _clone.Source.Configuration.Sequences.FirstOrDefault(item => item.Name == sequence) is { } configured ? Maker(ConfigurationDecisions.Identity(configured.Extension))
            : Maker(_identityTables.GetValueOrDefault(sequence, new("sequence", sequence.Schema, sequence.Name)));

    /// <summary>
    /// It comes when rows and members are there, those of the parents too: their indexes take those of the table, and their checks and foreign keys are tested.
    /// </summary>
    private ChangeObject AttachStep((TableObject Table, ValueList<Statement> Statements, ValueList<ObjectIdentity> Along) item, ILookup<ObjectIdentity?, StepId> members)
    {
        var (table, statements, along) = item;
        return new()
        {
            Action = ObjectAction.Alter,
            Identity = table.Identity,
            Part = AttachedLate.Part,
            Along = along,
            Statements = statements,
            Locks = [.. new[] { _families.Root(table.Name), table.Name }.Distinct().Order().Select(name => new StepLock(name, LockMode.AccessExclusive))],
            After = [.. _clone.Source.WithAncestors(table).SelectMany(parent => Maker(parent.Identity).Concat(members[parent.Identity])).Append(new(Defined))
                .Concat(_attached.RowsBefore(table).SelectMany(_rows.IdsOf)).Concat(_parts.LastOf(table.Identity)).Distinct()],
        };
    }

    private void AddEnd()
    {
        var keys = _steps.Where(_keySteps.LetsRead).Select(step => step.Id).ToList();
        _steps.Add(new Milestone { Name = Readable, After = _steps.Select(step => step.Id).Except(keys).ToValueList() });
        _steps.Add(new Milestone { Name = Complete, After = [new(Readable), .. keys] });
        _steps.AddRange(LastSteps().Select(step => step with { After = [new(Complete)] }));
        var refreshed = _clone.Refreshes.Select(refresh => refresh.View).ToHashSet();
        foreach (var refresh in _clone.Refreshes)
        {
            var view = new ObjectIdentity("materialized view", refresh.View.Schema, refresh.View.Name);
            var read = ReadBy(view);
            var before = read.Where(item => item.Kind == view.Kind).Select(Name).Where(refreshed.Contains).Select(other => new RefreshView { View = other, WithData = true }.Id);
            _steps.Add(refresh with { After = [new(Readable), .. Maker(view), .. before], Bytes = read.Sum(item => _clone.Source.Sizes.GetValueOrDefault(Name(item)).Bytes) });
        }

        _steps.AddRange(Analyses.Of(_clone, _rows, _families).Select(item =>
        {
            var analysis = new AnalyzeRelation { Relation = new(item.Schema!, item.Name) };
            var refresh = refreshed.Contains(analysis.Relation) ? [new RefreshView { View = analysis.Relation, WithData = true }.Id] : Maker(item);
            return analysis with { After = [new(Complete), .. refresh] };
        }));

        static QualifiedName Name(ObjectIdentity item) => new(item.Schema!, item.Name);
    }

    private void AddEventTriggers()
    {
        var last = _eventTriggers.Last.ToList();
        if (last.Count == 0) return;
        var waited = _steps.SelectMany(step => step.After).ToHashSet();
        _steps.Add(new Milestone { Name = Ended, After = [.. _steps.Select(step => step.Id).Where(id => !waited.Contains(id))] });
        _steps.AddRange(_access.GiveTo(last).Select(pair => pair.Step with { After = [new(Ended), .. _needs[pair.Item.Identity].SelectMany(Maker).Distinct()] }));
    }

    private IEnumerable<ChangeObject> LastSteps()
    {
        var first = DefaultsFirst.Of(_clone).Select(item => item.Identity).ToHashSet();
        var last = _clone.Objects.Where(item => (item.Desired ?? item.Current)! is { ComesLast: true } and not EventTriggerObject && !first.Contains(item.Identity)).ToList();
        var made = last.Where(item => item.IsMade || item.Action == ObjectAction.Alter).Select(item => (item, Make(item))).ToList();
        var goes = last.Where(item => item.Action == ObjectAction.Drop && item.Current is not DefaultPrivilegesObject);
        return [.. _access.GiveTo(made).Select(pair => pair.Step), .. goes.Select(Drop)];
    }

    /// <summary>The tables and materialized views that a view reads, directly or through views and functions.</summary>
    private IReadOnlyList<ObjectIdentity> ReadBy(ObjectIdentity view) =>
        [.. Reach.From(view, item => _needs[item]).Where(item => item != view && (item.Kind == view.Kind || TableKind.IsTable(item.Kind)))];

    private ValueList<StepLock> LocksOf(CatalogObject item)
    {
        // CREATE INDEX goes along with its like; attaching it to a partitioned index does not.
        var mode = item is IndexObject { Settings.AttachedTo: null } ? LockMode.Share : LockMode.AccessExclusive;
        var own = TablesOf(item).Concat(item is TableObject table ? [table.Name] : []).Select(_families.Root).ToHashSet();
        var read = _needs[item.Identity].Where(needed => TableKind.IsTable(needed.Kind))
            .Select(needed => _families.Root(new(needed.Schema!, needed.Name))).Where(root => !own.Contains(root));
        return own.Select(root => new StepLock(root, mode)).Concat(read.Distinct().Select(root => new StepLock(root, LockMode.Share)))
            .OrderBy(held => held.Table).ToValueList();
    }

    private static ObjectIdentity Table(QualifiedName name) => new(TableKind.Word, name.Schema, name.Name);
}
