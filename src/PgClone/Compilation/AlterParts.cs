using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Domain;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Takes a change apart that cannot be made at once: what gives up a name comes with the drops, so that whoever wants the name finds it free; what tests
/// rows that are there comes after these were replaced.
/// </summary>
internal sealed class AlterParts(ResolvedClone clone, TableFamilies families, RowSteps rows)
{
    private const string LeavePart = "leave";
    private const string FirstPart = "what comes first";
    private const string LastPart = "what rows must be like";

    private readonly ILookup<ObjectIdentity, ObjectIdentity> _dependents = clone.Source.Dependencies.ToLookup(edge => edge.Referenced, edge => edge.Dependent);

    /// <summary>The steps that take tables away from those above them, also where the table is made again; foreign keys that see it go before.</summary>
    public IEnumerable<ChangeObject> Leaving(DropSteps drops) => clone.Objects.Where(item => item.Changes.Any(change => change.Leaves)).Select(item =>
    {
        var found = (TableObject)clone.Target.Objects[item.Identity];
        var above = clone.Target.WithAncestors(found).Skip(1).Select(table => table.Name).ToHashSet();
        return Step(item, LeavePart) with
        {
            Statements = item.Changes.Where(change => change.Leaves).ToValueList(),
            Along = item.Changes.Any(change => change.Joins) ? [] : item.Along,
            Locks = new[] { _found.Root(found.Name), families.Root(found.Name), found.Name }.Distinct().Order()
                .Select(root => new StepLock(root, LockMode.AccessExclusive)).ToValueList(),
            After = clone.Objects.Where(key => key is { IsGone: true, Current: ConstraintObject { References: { } referenced } } && above.Contains(referenced))
                .Select(key => drops.Of(key.Identity)).OfType<StepId>().Distinct().ToValueList(),
        };
    });

    /// <summary>The step that takes a table away; none for one that stays.</summary>
    public IEnumerable<StepId> LeaveOf(ObjectIdentity table) => clone.Objects
        .Where(item => item.Identity == table && item.Changes.Any(change => change.Leaves))
        .Select(item => Step(item, LeavePart).Id);

    private readonly TableFamilies _found = new(clone.Target);

    /// <summary>The steps that come with the drops.</summary>
    public IEnumerable<ChangeObject> First(DropSteps drops, Func<CatalogObject, ValueList<StepLock>> locksOf)
    {
        var members = clone.Objects.Where(item => item.IsGone).ToLookup(item => item.Current!.Owner, item => item.Identity);
        return Altered.Where(item => FirstOf(item) is not null).Select(item => Step(item, FirstPart) with
        {
            Statements = item.Changes.Where(change => change.ComesFirst).ToValueList(),
            Locks = locksOf(item.Desired!),
            // A name that it takes may be that of a member that goes, and a table below that goes may hold on to the name that it gives up.
            After = members[item.Identity].Concat(Below(item.Identity)).Select(drops.Of).OfType<StepId>().Distinct().ToValueList(),
        });
    }

    private IEnumerable<ObjectIdentity> Below(ObjectIdentity table) => !TableKind.IsTable(table.Kind) ? []
        : _found.WithDescendants(new(table.Schema!, table.Name)).Skip(1).Select(clone.Target.Table).OfType<TableObject>().Select(below => below.Identity);

    /// <summary>The first step of a change; null for one that gives nothing up.</summary>
    public static StepId? FirstOf(ObjectDecision item) => item.Action == ObjectAction.Alter && item.Changes.Any(change => change.ComesFirst) ? Step(item, FirstPart).Id : null;

    /// <summary>The statements that are left for the definitions' time.</summary>
    public static IEnumerable<Statement> MainOf(ObjectDecision item) =>
        item.Changes.Where(change => change is { ComesFirst: false, TestsRows: false, Leaves: false, Joins: false });

    /// <summary>The statements that come after the rows: of a new domain too.</summary>
    private static IReadOnlyList<Statement> LateOf(ObjectDecision item) => item switch
    {
        { Action: ObjectAction.Alter } => [.. item.Changes.Where(change => change.TestsRows)],
        { IsMade: true, Desired: DomainObject domain } => domain.Unchecked().ChangeTo(domain)!,
        _ => [],
    };

    /// <summary>The steps that come after the rows, with the copies that they wait for.</summary>
    public IEnumerable<ChangeObject> Last(Func<CatalogObject, ValueList<StepLock>> locksOf) => clone.Objects.Where(item => LateOf(item).Count > 0)
        .Select(item =>
        {
            var tables = item.Desired is TableObject table ? families.WithDescendants(table.Name).ToHashSet() : TablesBehind(item.Identity);
            var roots = tables.Select(families.Root).Distinct().Order().Select(root => new StepLock(root, LockMode.Share));
            return Step(item, LastPart) with
            {
                Statements = LateOf(item).ToValueList(),
                Locks = locksOf(item.Desired!).Concat(roots).DistinctBy(held => held.Table).ToValueList(),
                After = tables.Order().SelectMany(rows.IdsOf).ToValueList(),
            };
        });

    /// <summary>The step that a table's rows are tested in; none where none is.</summary>
    public IEnumerable<StepId> LastOf(ObjectIdentity table) => _tested.TryGetValue(table, out var step) ? [step] : [];

    private readonly Dictionary<ObjectIdentity, StepId> _tested = clone.Objects.Where(item => LateOf(item).Count > 0)
        .ToDictionary(item => item.Identity, item => Step(item, LastPart).Id);

    private IEnumerable<ObjectDecision> Altered => clone.Objects.Where(item => item.Action == ObjectAction.Alter);

    private static ChangeObject Step(ObjectDecision item, string part) => new() { Action = ObjectAction.Alter, Identity = item.Identity, Part = part, Statements = [] };

    /// <summary>The tables whose rows may hold values of a type, by way of other types too.</summary>
    private HashSet<QualifiedName> TablesBehind(ObjectIdentity type) =>
        [.. Reach.From(type, item => TableKind.IsTable(item.Kind) ? [] : _dependents[item]).Where(item => TableKind.IsTable(item.Kind))
            .SelectMany(table => families.WithDescendants(new(table.Schema!, table.Name)))];
}
