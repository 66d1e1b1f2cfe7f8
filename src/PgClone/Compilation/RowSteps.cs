using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Makes the steps that fill tables. A large new one is filled in parts, which commit by themselves: should some of them fail, the next run finds the
/// table with other rows than it should hold, as any other.
/// </summary>
internal sealed class RowSteps
{
    // Half a second of a server's time: what a part costs beside its rows does not count, and several workers come to the end together.
    private const long PartBytes = 64L << 20;
    private const int MostParts = 256;

    // Below, a file of its own costs more than freezing saves.
    private const long WorthFreezing = 1L << 20;

    private readonly ResolvedClone _clone;
    private readonly TableFamilies _families;
    private readonly SwapSteps _swaps;
    private readonly MergeSteps _merges;
    private readonly bool _isWatched;
    private readonly HashSet<ObjectIdentity> _made;
    private readonly ILookup<QualifiedName, CopyRows> _steps;
    private readonly Dictionary<QualifiedName, StepId> _configurations;

    public RowSteps(ResolvedClone clone, TableFamilies families)
    {
        _clone = clone;
        _families = families;
        _swaps = new(clone);
        _merges = new(clone);
        _isWatched = clone.Target.OfType<EventTriggerObject>().Any(item => item.WatchesTables && !clone.Quieted.Contains(item.Identity));
        _made = clone.Objects.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        _steps = clone.Tables.Where(table => table.Action is RowAction.Copy or RowAction.Reload).SelectMany(StepsOf).ToLookup(step => step.Rows.Table);
        Configuration = [.. clone.Configuration.Where(table => table.IsFilled)
            .GroupBy(table => clone.Source.Configuration.Table(table.Rows.Table)!.Extension, StringComparer.Ordinal).Select(Step)];
        _configurations = Configuration.SelectMany(step => step.Tables.Select(table => (table.Rows.Table, step.Id))).ToDictionary();
    }

    /// <summary>The steps that fill tables of extensions, in the order of these.</summary>
    public IReadOnlyList<CopyConfiguration> Configuration { get; }

    /// <summary>The steps, in the order of names.</summary>
    public IEnumerable<CopyRows> Steps => _steps.SelectMany(steps => steps);

    /// <summary>The steps that merge rows into tables.</summary>
    public IEnumerable<Step> Merges => _merges.Steps;

    /// <summary>The steps around those that fill tables which are exchanged for others.</summary>
    /// <param name="before">What all of them wait for.</param>
    public IEnumerable<Step> Swaps(StepId before) => _swaps.Around(table => _steps[table].Select(step => step.Id), before);

    /// <summary>The steps after which a table holds its rows; none when its rows stay.</summary>
    public IEnumerable<StepId> IdsOf(QualifiedName table) => _configurations.TryGetValue(table, out var id) ? [id]
        : _swaps.PlaceFor(table) is not null ? [SwapTable.For(table)]
        : _steps[table].Select(step => step.Id).Concat(_merges.IdsOf(table));

    /// <summary>The step that copies large objects.</summary>
    public static CopyLargeObjects Of(LargeObjectDecision objects) => new()
    {
        Creates = objects.Creates, Replaces = objects.Replaces, Alters = objects.Alters, Drops = objects.Drops, Bytes = objects.Bytes, Terms = objects.Terms,
    };

    private CopyConfiguration Step(IGrouping<string, TableDecision> tables) => new()
    {
        Extension = tables.Key,
        Tables = tables.Select(table => new ConfigurationRows(table.Rows, _made.Contains(ConfigurationDecisions.Identity(tables.Key)) ? ReplacedRows.OfScript
            : table.Action == RowAction.Reload ? ReplacedRows.OfUser : ReplacedRows.None, table.Action == RowAction.Reload ? table.TargetDigest : null)).ToValueList(),
        Bytes = tables.Sum(table => table.Size.Bytes),
        Locks = tables.Select(table => new StepLock(table.Rows.Table, LockMode.AccessExclusive)).OrderBy(held => held.Table).ToValueList(),
    };

    private IEnumerable<CopyRows> StepsOf(TableDecision table)
    {
        var whole = Whole(table);
        var parts = (int)Math.Min(MostParts, table.Size.Bytes / PartBytes);
        if (parts < 2 || whole.IntoStanding || whole.Before.Count > 0 || !IsHeap(table)) return [whole];
        return PageRange.Split(table.Size.Pages, parts).Select((pages, place) => whole with
        {
            Rows = whole.Rows with { Pages = pages },
            Part = new(place + 1, parts),
            Freezes = false,
            EstimatedRows = whole.EstimatedRows < 0 ? -1 : whole.EstimatedRows / parts,
            Bytes = whole.Bytes / parts,
        });
    }

    private CopyRows Whole(TableDecision table)
    {
        var place = _swaps.PlaceFor(table.Rows.Table);
        var isNew = place is not null || _made.Contains(Identity(table));
        var truncates = place is null && table.Action == RowAction.Reload;
        // What others have an event trigger put on a new table, it may have by now.
        var stands = !isNew || _isWatched;
        var (lift, restore) = Source(table).LiftForcedRowSecurity();
        var root = _families.Root(table.Rows.Table);
        return new()
        {
            Rows = table.Rows,
            Into = place,
            Truncates = truncates,
            Replaced = truncates ? table.TargetDigest : null,
            Freezes = IsHeap(table) && table.Size.Bytes >= WorthFreezing && (truncates || place is not null || _made.Contains(new(TableKind.Word, root.Schema, root.Name))),
            IntoStanding = stands,
            Before = lift,
            Afterwards = restore,
            EstimatedRows = table.SourceDigest?.Rows ?? table.Size.EstimatedRows,
            Bytes = table.Size.Bytes,
            // TRUNCATE keeps everybody out; a COPY into a new table disturbs nobody.
            Locks = [new(place ?? root, stands ? LockMode.AccessExclusive : LockMode.Share)],
            After = place is { } made ? [SwapSteps.MakerOf(made)] : [],
        };
    }

    private bool IsHeap(TableDecision table) => Source(table).AccessMethod is null or "heap";

    private TableObject Source(TableDecision table) => (TableObject)_clone.Source.Objects[Identity(table)];

    private static ObjectIdentity Identity(TableDecision table) => new(TableKind.Word, table.Rows.Table.Schema, table.Rows.Table.Name);
}
