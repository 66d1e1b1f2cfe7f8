using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.Trigger;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>
/// Finds tables of ours that are partitions or children of others than they should be, and can come there with their rows: they leave before anything is
/// dropped, are changed as tables for themselves, and join when their rows and members are those of the source. So the target is looked at as it is once they left.
/// </summary>
internal sealed class Memberships
{
    private readonly DatabaseCatalog _source;
    private readonly DatabaseCatalog _target;
    private readonly Ledger _ledger;
    private readonly Dictionary<ObjectIdentity, Membership> _moves = [];
    private readonly HashSet<ObjectIdentity> _stuck = [];
    private readonly List<ConstraintObject> _own;

    public Memberships(SelectedObjects selected, DatabaseCatalog source, DatabaseCatalog target, Ledger ledger)
    {
        (_source, _target, _ledger) = (source, target, ledger);
        var names = new NotNullNames(source, target);
        foreach (var desired in selected.Objects.Values.OfType<TableObject>().Where(table => ledger.Manages(table.Identity)))
        {
            if (target.Objects.GetValueOrDefault(desired.Identity) is not TableObject current || IsProven(desired, current)) continue;
            if (Membership.Between(current, desired, names.MustLeave(current, desired)) is not { } move) continue;
            if (CanMove(move)) _moves[desired.Identity] = move;
            else if (move.LeavesForNames) _stuck.Add(desired.Identity);
        }

        _own = [.. _moves.Values.Where(move => move.Left.Count > 0).SelectMany(BecomesOwn)];
    }

    /// <summary>The tables that change their place, in the order of names.</summary>
    public IEnumerable<Membership> All => _moves.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    /// <summary>The change of a table; null for one that stays where it is.</summary>
    public Membership? Of(ObjectIdentity table) => _moves.GetValueOrDefault(table);

    /// <summary>True for a table that cannot come to the names of its NOT NULLs: it would have to leave those above it, and could not come back as it was.</summary>
    public bool IsStuck(ObjectIdentity table) => _stuck.Contains(table);

    /// <summary>An object of the source as it should be before its table joins, which brings the rest along.</summary>
    public CatalogObject BeforeJoining(CatalogObject desired) => desired switch
    {
        TableObject table when Of(table.Identity) is { } move => table.Below(move.Kept, _source),
        IndexObject index when Of(index.Owner!.Value) is not null => index.Detached(),
        ConstraintObject constraint when Of(constraint.Owner!.Value) is not null => constraint.Detached(),
        _ => desired,
    };

    /// <summary>The partitioned tables whose rows are other ones once tables left or joined: those that foreign keys see.</summary>
    public HashSet<QualifiedName> Repartitioned =>
    [
        .. All.Where(move => move.Current.PartitionOf is not null).SelectMany(move => _target.WithAncestors(move.Current).Skip(1)).Select(table => table.Name),
        .. All.Where(move => move.Desired.PartitionOf is not null).SelectMany(move => _source.WithAncestors(move.Desired).Skip(1)).Select(table => table.Name),
    ];

    /// <summary>The tables whose readers see other rows.</summary>
    public IEnumerable<QualifiedName> Seen => All
        .SelectMany(move => _target.WithAncestors(move.Current).Concat(_source.WithAncestors(move.Desired)))
        .Select(table => table.Name);

    /// <summary>The target as it is once the tables left.</summary>
    public DatabaseCatalog Apply()
    {
        if (_moves.Count == 0) return _target;
        var lost = LostTriggers().ToHashSet();
        return _target with
        {
            Objects = _target.Objects.Values.Where(item => !lost.Contains(item.Identity)).Select(Left).Concat(_own).ToDictionary(item => item.Identity),
            Dependencies = [.. _target.Dependencies.Where(edge => !lost.Contains(edge.Dependent) && !IsCut(edge)), .. _own.SelectMany(EdgesOf)],
        };
    }

    /// <summary>The ledger as it is once the tables left: what they had from above is theirs, and so ours.</summary>
    public Ledger ApplyToLedger()
    {
        if (_moves.Count == 0) return _ledger;
        var brought = _target.Objects.Values.Where(item => IsMoved(item) && IsAttached(item) && !_ledger.Manages(item.Identity));
        var proven =
            from desired in _source.Objects.Values
            where IsMoved(desired)
            let found = _target.Objects.GetValueOrDefault(desired.Identity)
            where found is not null && _ledger.Proves(AsPlaced(desired, found), found)
            select new LedgerObject(desired.Identity, Fingerprint.Of(BeforeJoining(desired)), Fingerprint.Of(Left(found)));
        return _ledger.With([.. _own.Concat(brought).Select(item => new LedgerObject(item.Identity, Fingerprint.Of(item), Fingerprint.Of(item))), .. proven]);
    }

    private bool IsMoved(CatalogObject item) => item switch
    {
        TableObject => _moves.ContainsKey(item.Identity),
        IndexObject or ConstraintObject { Index: not null } => _moves.ContainsKey(item.Owner!.Value),
        _ => false,
    };

    /// <summary>True for an index that is a part of one above: the partitioned table brought it, whoever attached the partition.</summary>
    private static bool IsAttached(CatalogObject item) => item is IndexObject { Settings.AttachedTo: not null } or ConstraintObject { Index.AttachedTo: not null };

    /// <summary>Between versions bounds may be printed otherwise; the ledger knows of what the target's was made.</summary>
    private bool IsProven(TableObject desired, TableObject current) => _source.Version != _target.Version && _ledger.Proves(desired, current);

    private bool CanMove(Membership move)
    {
        var (now, then) = (move.Current.Below(move.Kept, _target), ((TableObject)move.Desired.On(_target.Version)).Below(move.Kept, _source));
        return move.LeadsThere(_source) && (now.ChangeTo(then) is not null || new ColumnTypes(_target).Change(now, then) is not null);
    }

    /// <summary>The definition of the source with the place that the target has.</summary>
    private static CatalogObject AsPlaced(CatalogObject desired, CatalogObject found) => (desired, found) switch
    {
        (TableObject table, TableObject other) => table with { PartitionOf = other.PartitionOf, Parents = other.Parents },
        (IndexObject index, IndexObject other) => index with { Settings = index.Settings with { AttachedTo = other.Settings.AttachedTo } },
        (ConstraintObject { Index: { } settings } key, ConstraintObject { Index: { } others }) => key with { Index = settings with { AttachedTo = others.AttachedTo } },
        _ => desired,
    };

    private CatalogObject Left(CatalogObject item) => item switch
    {
        TableObject table when Of(table.Identity) is { } move => table.Below(move.Kept, _target),
        IndexObject index when Of(index.Owner!.Value) is not null => index.Detached(),
        ConstraintObject constraint when Of(constraint.Owner!.Value) is { } move && (move.Current.PartitionOf is not null) => constraint.Detached() with { IsLocal = true },
        _ => item,
    };

    /// <summary>The constraints that are the table's own once it left: foreign keys of the partitioned table, and checks of parents.</summary>
    private IEnumerable<ConstraintObject> BecomesOwn(Membership move)
    {
        if (move.Current.PartitionOf is null)
        {
            var kept = Membership.Checks(_target, move.Kept).Select(check => check.Identity.Member);
            return Membership.Checks(_target, move.Left).ExceptBy(kept, check => check.Identity.Member)
                .Select(check => Membership.On(move.Current, check)).Where(check => !_target.Objects.ContainsKey(check.Identity));
        }

        // A key that refers to those above goes before.
        var above = _target.WithAncestors(move.Current).Skip(1).Select(table => table.Name).ToHashSet();
        return _target.InheritedKeys.Where(key => key.Table == move.Current.Name && !above.Contains(key.References!.Value))
            .Select(key => Membership.On(move.Current, key));
    }

    /// <summary>The triggers that a table has from what it leaves, and those below it with it.</summary>
    private IEnumerable<ObjectIdentity> LostTriggers() =>
        from trigger in _target.OfType<TriggerObject>()
        where trigger.IsInherited
        let table = _target.Table(new(trigger.Identity.Schema!, trigger.Identity.Name))
        where table is not null && _target.WithAncestors(table).TakeWhile(above => !OwnsTrigger(above, trigger)).Any(above => _moves.ContainsKey(above.Identity))
        select trigger.Identity;

    private bool OwnsTrigger(TableObject table, TriggerObject trigger) =>
        _target.Objects.GetValueOrDefault(trigger.Identity with { Schema = table.Name.Schema, Name = table.Name.Name }) is TriggerObject { IsInherited: false };

    /// <summary>True for what ties a table, or an index of it, to one that it leaves.</summary>
    private bool IsCut(Dependency edge) => _target.Objects[edge.Dependent] is TableObject or IndexObject or ConstraintObject { Index: not null }
        && _moves.GetValueOrDefault(_target.Objects[edge.Dependent].Owner ?? edge.Dependent) is { } move
        && move.Left.Contains(new(edge.Referenced.Schema ?? "", edge.Referenced.Name)) && (TableKind.IsTable(edge.Referenced.Kind) || edge.Referenced.Member is not null);

    /// <summary>What a constraint needs that is the table's own now: its table, and what it needed above.</summary>
    private IEnumerable<Dependency> EdgesOf(ConstraintObject own)
    {
        var table = _target.Table(own.Table)!;
        yield return new(own.Identity, table.Identity, 0, true);
        foreach (var column in table.Columns.Where(column => own.Columns.Contains(column.Name)))
            yield return new(own.Identity, table.Identity, column.Attribute.Value, true);
        var above = _target.WithAncestors(table).Skip(1).Select(other => other.Identity).ToHashSet();
        var like = _target.OfType<ConstraintObject>().Where(other => above.Contains(other.Owner!.Value) && other.Type == own.Type && other.Definition == own.Definition)
            .Select(other => other.Identity).ToHashSet();
        var needed = _target.Dependencies.Where(edge => like.Contains(edge.Dependent) && !above.Contains(edge.Referenced));
        foreach (var edge in needed.Select(edge => edge with { Dependent = own.Identity }).Distinct()) yield return edge;
    }
}
