using PgClone.Diagnostics;
using PgClone.Masks;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.DatabaseSettings;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Selection;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Decides everything about one clone. Pure: it sees two catalogs, a ledger and, in its second half, digests, and touches no server.
/// </summary>
public sealed class CloneResolver
{
    private readonly CloneDefinition _clone;
    private readonly DatabaseCatalog _source;
    private readonly DatabaseCatalog _target;
    private readonly DatabaseCatalog _found;
    private readonly Memberships _memberships;
    private readonly MemberRenames _renames;
    private readonly Ledger _ledger;
    private readonly DiagnosticBag _diagnostics;
    private readonly SelectedObjects _selected;
    private readonly DefinitionComparison _comparison;
    private readonly Dictionary<ObjectIdentity, ObjectDecision> _decisions;
    private readonly RowDecisions _rowDecisions;
    private readonly ConfigurationDecisions _configuration;

    /// <summary>Selects, compares definitions, and finds which tables must be counted. What is wrong is told to the bag.</summary>
    public CloneResolver(CloneDefinition clone, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, Ledger ledger, DiagnosticBag diagnostics)
    {
        _clone = clone;
        (_source, _found) = (catalogs.Source, WithoutOwnerAlone(catalogs));
        _diagnostics = diagnostics;
        _selected = ObjectSelection.Select(clone, _source, diagnostics);
        _memberships = new(_selected, _source, _found, ledger);
        _renames = new(_selected, _source, _memberships.Apply(), _memberships.ApplyToLedger());
        (_target, _ledger) = (_renames.Apply(), _renames.ApplyToLedger());
        VersionLimits.Check(_selected, _target.Version, clone, diagnostics);
        (Rows, var configuration, MaskExtremes) = RowSets.For(clone, _selected, _source, diagnostics);
        foreach (var sequence in SequenceDecisions.Unreadable(_source, _selected.Objects))
            diagnostics.Error(DiagnosticCodes.ServerFailure, $"the role may not read sequence {sequence} of the source", clone.Location,
                $"GRANT SELECT ON SEQUENCE {sequence.Sql}, or exclude it");
        _comparison = new(clone, (_source, _target), _ledger, _memberships);
        LargeObjects = new(clone, (_source, _target), _comparison, _selected.LargeObjects);
        LargeObjects.CheckAccess(diagnostics);
        _decisions = _comparison.Decide(_selected, diagnostics);
        foreach (var (now, former) in _renames.Former)
            if (_decisions[now] is { Action: ObjectAction.Unchanged or ObjectAction.Alter } decision)
                _decisions[now] = decision with { Action = ObjectAction.Alter, Reason = $"renamed from {former.Member}" };
        RoleLimits.Check(clone, _target, _decisions.Values, diagnostics);
        RoleLimits.CheckOwners(clone, _target, _decisions.Values, diagnostics);
        NameCollisions.Check((clone, _ledger), _target, _decisions, diagnostics);
        PlaceCollisions.Check(clone, _target, _decisions, diagnostics);
        PartitionCollisions.Check((clone, _ledger), _target, _decisions, diagnostics);
        _rowDecisions = new(clone, _source, _target, _decisions);
        Rows = [.. Rows.Select(_rowDecisions.WithForthcoming)];
        _configuration = new(clone, (_source, _target), _decisions, configuration);
        _configuration.CheckColumns(diagnostics);
    }

    /// <summary>What decides about large objects.</summary>
    internal LargeObjectDecisions LargeObjects { get; }

    /// <summary>The rows that each table should hold.</summary>
    public IReadOnlyList<RowSet> Rows { get; }

    /// <summary>What the masks can make at most.</summary>
    public IReadOnlyList<MaskExtreme> MaskExtremes { get; }

    /// <summary>The foreign keys of the clone that hold for rows that are there before them.</summary>
    public IEnumerable<ConstraintObject> Keys => _decisions.Values.Where(item => item.Action != ObjectAction.Skip).Select(item => item.Desired).OfType<ConstraintObject>()
        .Where(key => key is { Type: ConstraintType.ForeignKey, IsValid: true, IsEnforced: true });

    /// <summary>Those that the plan wants copied.</summary>
    public IEnumerable<RowSet> WantedRows => Rows.Where(_rowDecisions.Wants);

    /// <summary>The tables that are filled whatever rows are in them: a conflict rule may leave those alone that others filled, which only their rows tell.</summary>
    public IEnumerable<QualifiedName> Claimed => WantedRows.Where(rows => !_rowDecisions.MayStay(rows, _comparison, _ledger)).Select(rows => rows.Table);

    /// <summary>The rows that tables of the clone's extensions should hold.</summary>
    public IReadOnlyList<RowSet> Configuration => _configuration.Rows;

    /// <summary>Those of them that the plan wants copied.</summary>
    public IEnumerable<RowSet> WantedConfiguration => _configuration.Wanted;

    /// <summary>In how many buckets the rows of a table are counted.</summary>
    public int BucketsOf(RowSet rows) => _rowDecisions.BucketsOf(rows);

    /// <summary>The tables of whose rows the transaction numbers may tell enough; and what was known of them.</summary>
    internal IEnumerable<(RowSet Rows, KnownRows Known)> Traceable(RowHistory history) =>
        Rows.Where(_rowDecisions.IsTraceable).Select(rows => (rows, Known: history.Of(rows))).Where(item => item.Known is not null).Select(item => (item.rows, item.Known!));

    /// <summary>The decision on a table whose transaction numbers tell enough; null where its rows must be counted.</summary>
    internal TableDecision? Decide(RowSet rows, RowChange change, bool merges) => _rowDecisions.Decide(rows, change, merges);

    /// <summary>The tables whose rows must be counted on the source.</summary>
    public IEnumerable<RowSet> CountedOnSource =>
        Rows.Where(rows => _rowDecisions.NeedsDigests(rows) && !_rowDecisions.IsEmptyOnSource(rows)).Concat(_configuration.CountedOnSource);

    /// <summary>The tables whose rows must be counted on the target.</summary>
    public IEnumerable<RowSet> CountedOnTarget =>
        Rows.Where(rows => _rowDecisions.NeedsDigests(rows) && !_rowDecisions.IsEmptyOnTarget(rows)).Concat(_configuration.CountedOnTarget);

    /// <summary>The tables that are altered while their rows stay: as they are, and as they should be.</summary>
    public IEnumerable<(TableObject Current, TableObject Desired)> AlteredOverRows => Rows
        .Where(rows => _decisions[Identity(rows.Table)].Action == ObjectAction.Alter && !_rowDecisions.Wants(rows) && !_rowDecisions.IsEmptyOnTarget(rows))
        .Select(rows => _decisions[Identity(rows.Table)]).Select(decision => ((TableObject)decision.Current!, (TableObject)decision.Desired!));

    /// <summary>The large tables that stand and whose rows are all replaced: they may be exchanged for others.</summary>
    public IEnumerable<QualifiedName> Reloaded(RowCounts counts) =>
        Rows.Where(rows => StagedSwaps.IsLarge(_source.Sizes.GetValueOrDefault(rows.Table)) && _target.Table(rows.Table) is not null)
            .Where(rows => Decide(rows, counts).Action == RowAction.Reload).Select(rows => rows.Table);

    /// <summary>True when the target has the partitioned tables above a table, by the same keys.</summary>
    public bool IsPartitionedAlike(TableObject table) => _source.WithAncestors(table).Skip(1).All(above => _target.Table(above.Name)?.PartitionKey == above.PartitionKey);

    /// <summary>Everything decided, with the digests of the tables that had to be counted. Null when the bag holds errors.</summary>
    /// <param name="counts">What became of the rows.</param>
    /// <param name="shapes">Those of <see cref="Reloaded"/> tables.</param>
    /// <param name="largeObjects">What is to become of large objects.</param>
    /// <param name="createDatabase">The step that makes the target; null where it is there.</param>
    public ResolvedClone? Resolve(
        RowCounts counts, IReadOnlyDictionary<QualifiedName, TableShape> shapes, LargeObjectDecision? largeObjects, CreateDatabase? createDatabase)
    {
        var (source, target, _) = counts;
        if (_diagnostics.HasErrors) return null;
        var tables = Rows.Select(rows => _rowDecisions.Protect(Decide(rows, counts), _comparison, _ledger, _diagnostics)).ToDictionary(table => table.Rows.Table);
        var swaps = new StagedSwaps((_source, _target), _decisions, shapes);
        foreach (var table in tables.Values.ToList()) tables[table.Rows.Table] = swaps.Of(table);
        var configuration = _configuration.Decide((source, target), (_comparison, _ledger), _diagnostics);
        // What is replaced may take foreign keys and tables with it, whose rows then have to come again.
        var closure = new ReplacementClosure((_clone, _ledger), _target, _decisions, _diagnostics);
        var order = new MergeOrder(_target, tables, _decisions);
        var obstructed = order.Obstructed();
        closure.MakeAgain(KeysOfRepartitioned(tables).Concat(order.Refusing).Concat(new ReloadedIndexes(_target, _decisions).Of(tables.Values))
            .Concat(new SurplusPartitionIndexes(_target, _decisions).Above()));
        closure.Close(WithAncestors(tables.Values.Concat(configuration).Where(table => table.Action is RowAction.Copy or RowAction.Reload || obstructed.Contains(table.Rows.Table))
            .Select(table => table.Rows.Table)));
        foreach (var table in tables.Values.ToList()) tables[table.Rows.Table] = swaps.Confirmed(table);
        foreach (var rows in Rows.Where(rows => _decisions[Identity(rows.Table)].IsMade)) tables[rows.Table] = _rowDecisions.Decide(rows, null, null);
        EmptyBeforeColumnsChange(tables);
        TestRowsAtOnce(tables);
        TakeMembersAlong();
        if (_diagnostics.HasErrors) return null;
        var idle = tables.Values.Where(table => table.Action == RowAction.None).Select(table => table.Rows.Table).ToHashSet();
        var withOtherRows = (TablesWithOtherRows(tables.Values), ExtensionsWithOtherRows(configuration));
        var others = OthersOnTarget.Of(_clone, _ledger, _target, _decisions).ToValueList();
        return EventTriggerDecisions.Apply(new()
        {
            Name = _clone.Name,
            Source = _source,
            Target = _found,
            Renames = _renames.Steps.ToValueList(),
            Renamed = _target,
            LastRun = _ledger.LastRunOf(_clone.Name),
            CreateDatabase = createDatabase,
            Objects = _decisions.Values.OrderBy(item => CatalogKinds.Rank(item.Identity.Kind)).ThenBy(item => item.Identity).ToValueList(),
            Tables = tables.Values.OrderBy(table => table.Rows.Table).ToValueList(),
            Configuration = configuration.ToValueList(),
            LargeObjects = largeObjects,
            Sequences = [.. SequenceDecisions.Decide(_source, _target, _decisions.Values, idle), .. SequenceDecisions.OfExtensions(_source, _target, _decisions)],
            Roles = _comparison.Access.Roles.ToValueList(),
            Refreshes = RefreshDecisions.Decide(_source, _decisions.Values, withOtherRows, _ledger.Stale).ToValueList(),
            LeftOut = _selected.LeftOut,
            Others = others,
            Notes = Notes(others, closure, tables.Values, largeObjects).ToValueList(),
        }, _ledger);
    }

    private IEnumerable<string> Notes(
        IEnumerable<ObjectIdentity> others, ReplacementClosure closure, IEnumerable<TableDecision> tables, LargeObjectDecision? largeObjects) =>
    [
        .. others.Select(item => $"{item} is on the target alone and stays: PgClone did not make it"),
        .. _selected.Notes,
        .. closure.Notes,
        .. OlderTarget(),
        .. _comparison.Access.Notes,
        .. RoleLimits.Notes(_decisions.Values),
        .. ForeignRows.Notes(_clone, _selected),
        .. TargetAccess.Notes(_target, tables.Select(table => _decisions[Identity(table.Rows.Table)])),
        .. LargeObjects.Notes(largeObjects),
        .. _comparison.Left(_selected).Order().Select(item => $"{item} is no longer on the source and stays; prune: true would drop it"),
    ];

    /// <summary>
    /// The foreign keys that refer to tables which partitions leave or join, and that hold rows which come or go meanwhile: these would not find theirs.
    /// </summary>
    private List<(ObjectIdentity Key, string Reason)> KeysOfRepartitioned(Dictionary<QualifiedName, TableDecision> tables)
    {
        var repartitioned = _memberships.Repartitioned;
        // A new partition is attached once it is filled.
        repartitioned.UnionWith(_decisions.Values.Where(item => item.IsMade).Select(item => item.Desired).OfType<TableObject>().Where(table => table.PartitionOf is not null)
            .SelectMany(table => _source.WithAncestors(table).Skip(1)).Select(table => table.Name));
        if (repartitioned.Count == 0) return [];
        var (source, target) = (new TableFamilies(_source), new TableFamilies(_found));
        var keys = _target.OfType<ConstraintObject>()
            .Where(key => key is { Type: ConstraintType.ForeignKey, References: { } table } && repartitioned.Contains(table))
            .Where(key => repartitioned.Contains(key.Table) || HoldsRowsThatCome(key.Table));
        return [.. keys.Select(key => (key.Identity, $"refers to {key.References}, which partitions leave or join"))];

        bool HoldsRowsThatCome(QualifiedName table) => source.WithDescendants(table).Concat(target.WithDescendants(table))
            .Any(name => tables.GetValueOrDefault(name) is { IsFilled: true });
    }

    /// <summary>
    /// The target without a database object that says no more than who owns it, where the source has none to compare: whoever makes a database owns it.
    /// </summary>
    private static DatabaseCatalog WithoutOwnerAlone((DatabaseCatalog Source, DatabaseCatalog Target) catalogs) =>
        catalogs.Target.OfType<DatabaseSettingsObject>().FirstOrDefault(item => item.IsOwnerAlone && !catalogs.Source.Objects.ContainsKey(item.Identity)) is { } alone
            ? catalogs.Target with { Objects = catalogs.Target.Objects.Where(pair => pair.Key != alone.Identity).ToDictionary() } : catalogs.Target;

    private IEnumerable<string> OlderTarget() => _target.Version.CompareTo(_source.Version) >= 0 ? []
        : [$"the target is older than the source: what functions, views and expressions call on {_source.Version} may be missing on {_target.Version}, and then their steps fail"];

    /// <summary>The tables whose rows change, and those above them: who reads a parent reads its children.</summary>
    private HashSet<QualifiedName> TablesWithOtherRows(IEnumerable<TableDecision> tables) =>
    [
        .. _memberships.Seen,
        .. tables.Where(table => table.IsFilled).Select(table => _source.Objects[Identity(table.Rows.Table)]).OfType<TableObject>()
            .SelectMany(_source.WithAncestors).Select(table => table.Name),
        .. _decisions.Values.Where(item => item.Action is ObjectAction.Drop or ObjectAction.Replace).Select(item => item.Current).OfType<TableObject>()
            .SelectMany(_target.WithAncestors).Select(table => table.Name),
    ];

    private HashSet<ObjectIdentity> ExtensionsWithOtherRows(IEnumerable<TableDecision> configuration) =>
        [.. configuration.Where(table => table.IsFilled).Select(table => ConfigurationDecisions.Identity(_source.Configuration.Table(table.Rows.Table)!.Extension))];

    private TableDecision Decide(RowSet rows, RowCounts counts)
    {
        var (source, target, decided) = counts;
        return decided.GetValueOrDefault(rows.Table) ?? (_rowDecisions.NeedsDigests(rows)
            ? _rowDecisions.Decide(rows, source.GetValueOrDefault(rows.Table) ?? RowDigest.Empty, target.GetValueOrDefault(rows.Table) ?? RowDigest.Empty)
            : _rowDecisions.Decide(rows, null, null));
    }

    /// <summary>
    /// A new NOT NULL column cannot be added to rows that are about to be replaced anyway, so they go first: before the columns of the topmost table
    /// change from which they have theirs, since that changes all below.
    /// </summary>
    private void EmptyBeforeColumnsChange(Dictionary<QualifiedName, TableDecision> tables)
    {
        var emptied = tables.Values.Where(table => table.Action == RowAction.Reload && ColumnsChange(table.Rows.Table))
            .SelectMany(table => Tops(_target.Table(table.Rows.Table)!).Select(top => (Top: top, table.Rows.Table))).Distinct().ToLookup(pair => pair.Top, pair => pair.Table);
        foreach (var family in emptied)
        {
            var names = string.Join(", ", family.Order().Select(table => $"ONLY {table.Sql}"));
            _decisions[family.Key] = _decisions[family.Key] with
            {
                Changes = [new($"TRUNCATE TABLE {names}", Hazard.DestroysRows | Hazard.BlocksReads), .. _decisions[family.Key].Changes],
            };
        }
    }

    /// <summary>A NOT NULL waits for the rows only where rows that stay are changed: where all come anew, or none do, it comes with the other changes.</summary>
    private void TestRowsAtOnce(Dictionary<QualifiedName, TableDecision> tables)
    {
        var families = new TableFamilies(_source);
        foreach (var decision in _decisions.Values.Where(item => item.Desired is TableObject && item.Changes.Any(change => change.TestsRows)).ToList())
        {
            if (families.WithDescendants(((TableObject)decision.Desired!).Name).Any(name => tables.GetValueOrDefault(name)?.Action == RowAction.Merge)) continue;
            _decisions[decision.Identity] = decision with { Changes = decision.Changes.Select(change => change with { TestsRows = false }).ToValueList() };
        }
    }

    private void TakeMembersAlong()
    {
        var unchanged = _decisions.Values
            .Where(item => item is { Action: ObjectAction.Unchanged, Desired: IndexObject or ConstraintObject } && _ledger.Manages(item.Identity))
            .ToLookup(item => item.Desired!.Owner!.Value, item => item.Identity);
        foreach (var move in _memberships.All)
            _decisions[move.Desired.Identity] = _decisions[move.Desired.Identity] with { Along = unchanged[move.Desired.Identity].Order().ToValueList() };
    }

    private bool ColumnsChange(QualifiedName table) => _decisions.TryGetValue(Identity(table), out var decision) && RowDecisions.ColumnsChange(decision);

    private IEnumerable<ObjectIdentity> Tops(TableObject table) => _target.WithAncestors(table)
        .Where(above => ColumnsChange(above.Name) && !above.Above.Any(ColumnsChange)).Select(above => above.Identity);

    private HashSet<QualifiedName> WithAncestors(IEnumerable<QualifiedName> tables)
    {
        var all = new HashSet<QualifiedName>();
        foreach (var table in tables)
            for (var current = table; all.Add(current) && _target.Objects.GetValueOrDefault(Identity(current)) is TableObject { PartitionOf: { } partition };)
                current = partition.Parent;
        return all;
    }

    private static ObjectIdentity Identity(QualifiedName table) => new(TableKind.Word, table.Schema, table.Name);
}
