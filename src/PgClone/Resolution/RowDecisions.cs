using System.Numerics;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Composite;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Decides what happens to the rows of each table, in two parts: which tables must be counted first, and what the counts mean.</summary>
internal sealed class RowDecisions(
    CloneDefinition clone, DatabaseCatalog source, DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
{
    private const int RowsPerBucket = 16;
    private const int MostBuckets = 1 << 18;
    private const int TypicalRowBytes = 128;
    private const int AlwaysMerged = 1000;

    // Where more than one row in so many differs, or without a key is among those that are fetched to be compared, all are replaced.
    private const int MergedShare = 4;

    private readonly HashSet<QualifiedName> _keyed = Keyed(decisions.Values, source);

    private readonly ReplicaIdentities _identities = new(target);

    private readonly Dictionary<string, ObjectDecision> _types = decisions.Values.Where(item => item is { Action: ObjectAction.Alter, Desired: EnumObject or CompositeObject })
        .ToDictionary(item => new QualifiedName(item.Identity.Schema!, item.Identity.Name).Sql, StringComparer.Ordinal);

    /// <summary>
    /// True when only digests can tell whether the rows are equal: the table stands on both sides, and what its rows will be is known.
    /// </summary>
    public bool NeedsDigests(RowSet rows) =>
        Wants(rows) && Decision(rows) is { Action: ObjectAction.Unchanged or ObjectAction.Alter } decision && Forthcoming.Obstacle(decision) is null;

    /// <summary>The rows with what the target will hold for them once its table is altered.</summary>
    public RowSet WithForthcoming(RowSet rows) => Forthcoming.Of(rows, Decision(rows), _types);

    /// <summary>
    /// True when nothing of the table changes but its rows, so that what is known of these still means the same. That there are none on either side is seen
    /// without a look.
    /// </summary>
    public bool IsTraceable(RowSet rows) => NeedsDigests(rows) && Decision(rows).Action == ObjectAction.Unchanged && !(IsEmptyOnSource(rows) && IsEmptyOnTarget(rows))
        && rows.Columns.All(column => column.Forthcoming is null);

    /// <summary>The decision on a table whose change its transaction numbers tell; null where digests must.</summary>
    public TableDecision? Decide(RowSet rows, RowChange change, bool merges)
    {
        var most = Math.Max(change.Source.Rows, change.Target.Rows);
        var (action, reason) = change.IsNone ? (RowAction.Unchanged, "no row is newer than the last run")
            : merges && change is { IsTargetAsLeft: true, Target.Rows: 0 } ? (RowAction.Copy, $"0 rows on the target, {change.Source.Rows} wanted")
            : merges && change.IsTargetAsLeft && rows.IsKeyed && IsMerged(rows) && (change.Most <= AlwaysMerged || change.Most <= most / MergedShare)
                ? (RowAction.Merge, $"{change.Most} of {most} rows are newer than the last run, or gone since")
            : (RowAction.None, "");
        return action == RowAction.None ? null
            : new() { Rows = rows, Action = action, Reason = reason, Size = source.Sizes.GetValueOrDefault(rows.Table), Change = change };
    }

    /// <summary>The decision on a table, given its digests where they were needed.</summary>
    public TableDecision Decide(RowSet rows, RowDigest? there, RowDigest? here)
    {
        var decision = Decision(rows);
        var (action, reason) = !Wants(rows) ? (RowAction.None, decision.Action == ObjectAction.Skip ? "conflict rule: skip" : "the plan copies no rows")
            : decision.IsMade ? (RowAction.Copy, "new table")
            : there is null ? (RowAction.Reload, Forthcoming.Obstacle(decision)!)
            : there == here ? (RowAction.Unchanged, "digests are equal")
            : (here!.Rows == 0 ? RowAction.Copy : RowAction.Reload, there.Rows == here.Rows ? "rows differ" : $"{here.Rows} rows on the target, {there.Rows} wanted");
        var whole = new TableDecision
        {
            Rows = rows, Action = action, Reason = reason, Size = source.Sizes.GetValueOrDefault(rows.Table), SourceDigest = there, TargetDigest = here,
        };
        if (action != RowAction.Reload || there is null) return whole;
        if (Forthcoming.Computes(decision)) return whole with { Reason = $"{reason}, and a column comes that is computed of them" };
        if (there.Rows > 0 && IsMerged(rows)) return Merge(whole);
        return there.Rows == 0 || !_identities.IsMissing(rows.Table) ? WithoutKey(whole)
            : whole with { Reason = $"{reason}, and none can go alone: they are published without a replica identity" };
    }

    private static TableDecision WithoutKey(TableDecision whole) =>
        Forthcoming.Columns(whole.Rows) is { Length: > 0 } columns ? whole with { Reason = $"values come for {columns}, and no primary key says to which rows" } : whole;

    /// <summary>In how many buckets the rows of a table are spread for its digest: few enough to send, and enough for a changed row to draw few others in.</summary>
    public int BucketsOf(RowSet rows)
    {
        if (!IsMerged(rows)) return 1;
        var size = source.Sizes.GetValueOrDefault(rows.Table);
        // A row that changes makes two buckets differ where it has no key.
        var count = (size.EstimatedRows > 0 ? size.EstimatedRows : size.Bytes / TypicalRowBytes) / (rows.IsKeyed ? RowsPerBucket : RowsPerBucket / 2);
        return (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(count, 1, MostBuckets));
    }

    /// <summary>The rows merged, where less than a quarter of them differ; else all of them replaced, which is cheaper then.</summary>
    private TableDecision Merge(TableDecision whole)
    {
        var (there, here) = (whole.SourceDigest!, whole.TargetDigest!);
        var choice = new BucketChoice(BucketsOf(whole.Rows), there.Differing(here).ToValueList());
        var most = Math.Max(there.Rows, here.Rows);
        var columns = Forthcoming.Columns(whole.Rows);
        var differing = new DifferingRows(whole.Rows.IsKeyed, choice, there, here);
        // Rows that only lack values of a column that comes are no others, where a key says so. Without one all that is fetched is sorted too, and the copies of a row
        // are all in one bucket.
        var isDear = whole.Rows.IsKeyed ? differing.About > most / MergedShare && columns == ""
            : Math.Max(there.RowsIn(choice.Chosen), here.RowsIn(choice.Chosen)) > most / MergedShare;
        if (most > AlwaysMerged && isDear) return (whole.Rows.IsKeyed ? whole : WithoutKey(whole)) with { Choice = choice };
        var included = columns == "" ? "" : $", {columns} included";
        return whole with { Action = RowAction.Merge, Choice = choice, Reason = $"{differing}{included}" };
    }

    /// <summary>The same decision, or what the conflict rule makes of it where a reload would destroy rows of others.</summary>
    public TableDecision Protect(TableDecision table, DefinitionComparison comparison, Ledger ledger, DiagnosticBag diagnostics)
    {
        var identity = new ObjectIdentity(TableKind.Word, table.Rows.Table.Schema, table.Rows.Table.Name);
        if (table.Action is not (RowAction.Merge or RowAction.Reload) || ledger.Manages(identity)) return table;
        var desired = decisions[identity].Desired!;
        if (comparison.RuleFor(desired) == ConflictRule.Skip) return table with { Action = RowAction.None, Reason = "conflict rule: skip" };
        comparison.Refuse(desired, "is there already, with other rows", diagnostics);
        return table;
    }

    /// <summary>True when a conflict rule leaves the table alone if it holds other rows.</summary>
    public bool MayStay(RowSet rows, DefinitionComparison comparison, Ledger ledger) =>
        !Decision(rows).IsMade && !ledger.Manages(Decision(rows).Identity) && comparison.RuleFor(Decision(rows).Desired!) == ConflictRule.Skip;

    /// <summary>True when the columns that rows carry differ between the two sides, or are to hold no NULL where they may hold some.</summary>
    public static bool ColumnsChange(ObjectDecision decision) =>
        decision is { Action: ObjectAction.Alter, Current: TableObject current, Desired: TableObject desired }
        && (!current.Columns.Select(Frame).SequenceEqual(desired.Columns.Select(Frame))
            || current.Columns.Zip(desired.Columns).Any(pair => pair.Second.NotNull && !pair.First.NotNull));

    private static (string, string) Frame(Column column) => (column.Name, column.Type);

    /// <summary>True unless the plan, or a conflict rule, leaves the rows of the table out.</summary>
    public bool Wants(RowSet rows) =>
        Decision(rows).Action != ObjectAction.Skip && RowSets.AreWanted(clone, (TableObject)Decision(rows).Desired!, source);

    /// <summary>True when single rows can be told apart, by the same key on both sides or by all they hold, and deleted.</summary>
    private bool IsMerged(RowSet rows) => !_identities.IsMissing(rows.Table)
        && (rows.IsKeyed ? _keyed.Contains(rows.Table) : rows.Columns.Count > 0 && target.Table(rows.Table) is { AccessMethod: null or "heap" });

    private ObjectDecision Decision(RowSet rows) => decisions[new(TableKind.Word, rows.Table.Schema, rows.Table.Name)];

    /// <summary>True when the target's table is known to be empty without a look at it.</summary>
    public bool IsEmptyOnTarget(RowSet rows) => target.Sizes.GetValueOrDefault(rows.Table).Bytes == 0;

    /// <summary>As <see cref="IsEmptyOnTarget"/>, on the source.</summary>
    public bool IsEmptyOnSource(RowSet rows) => source.Sizes.GetValueOrDefault(rows.Table).Bytes == 0;

    /// <summary>The tables that have the same primary key on both sides.</summary>
    private static HashSet<QualifiedName> Keyed(IEnumerable<ObjectDecision> decisions, DatabaseCatalog source) =>
        [.. decisions.Where(item => item.Action == ObjectAction.Unchanged).Select(item => item.Desired).OfType<ConstraintObject>()
            .Where(key => key.Type == ConstraintType.PrimaryKey && source.Table(key.Table) is not null).Select(key => key.Table)];
}
