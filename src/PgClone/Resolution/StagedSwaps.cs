using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.EventTrigger;
using PgClone.Postgres.Catalog.Publication;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Subscription;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds large tables whose rows are replaced by filling another table beside them, which then takes the place of the old one: it is copied in parts and its
/// indexes are built while others read the old rows, who wait for the exchange alone. The table, its members and the views on it are made again as they stand
/// on the target, whoever made them; where anything else hangs on the table, or is about to change, its rows are replaced where they are.
/// </summary>
internal sealed class StagedSwaps
{
    // Below, others wait no longer than the exchange would take.
    private const long LargeBytes = SqlStep.LargeBytes;

    private readonly DatabaseCatalog _target;
    private readonly IReadOnlyDictionary<ObjectIdentity, ObjectDecision> _decisions;
    private readonly ILookup<ObjectIdentity, ObjectIdentity> _dependents;
    private readonly ILookup<ObjectIdentity, ObjectIdentity> _dependentsOnSource;
    private readonly IReadOnlyDictionary<QualifiedName, TableShape> _shapes;
    private readonly TableFamilies _families;
    private readonly Dictionary<QualifiedName, string> _obstacles = [];

    public StagedSwaps(
        (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions,
        IReadOnlyDictionary<QualifiedName, TableShape> shapes)
    {
        (_target, _decisions, _shapes) = (catalogs.Target, decisions, shapes);
        _dependents = _target.Dependencies.ToLookup(edge => edge.Referenced, edge => edge.Dependent);
        _dependentsOnSource = catalogs.Source.Dependencies.ToLookup(edge => edge.Referenced, edge => edge.Dependent);
        _families = new(_target);
    }

    /// <summary>True for a table on whose rows others would wait for long.</summary>
    public static bool IsLarge(TableSize size) => size.Bytes >= LargeBytes;

    /// <summary>The decision on a table, with what is exchanged for it where it can be.</summary>
    public TableDecision Of(TableDecision table)
    {
        if (table.Action != RowAction.Reload || !IsLarge(table.Size) || _target.Table(table.Rows.Table) is not { } standing) return table;
        List<CatalogObject> exchanged = [.. Reach.From(standing.Identity, With).Select(item => _target.Objects[item])];
        if (Obstacle(standing, exchanged) is not { } obstacle)
            return table with { Exchanged = exchanged.Select(item => item.Identity).ToValueList(), Shape = _shapes[standing.Name] };
        _obstacles[table.Rows.Table] = obstacle;
        return table;
    }

    /// <summary>The same decision once all is decided, with the reason: the table stays after all where something that hangs on it is made again for other reasons.</summary>
    public TableDecision Confirmed(TableDecision table) => table.Exchanged.FirstOrDefault(Changes) is { Kind: not null } changed
        ? Waiting(table with { Exchanged = [], Shape = null }, $"{changed} is made again")
        : table.Exchanged.Count > 0 ? table with { Reason = $"{table.Reason}: filled beside the old ones, then exchanged" }
        : _obstacles.GetValueOrDefault(table.Rows.Table) is { } obstacle ? Waiting(table, obstacle)
        : table;

    private static TableDecision Waiting(TableDecision table, string obstacle) => table with { Reason = $"{table.Reason}: readers wait, for {obstacle}" };

    /// <summary>Foreign keys of and to a table whose rows are replaced go first and come last in any case; sequences stay.</summary>
    private IEnumerable<ObjectIdentity> With(ObjectIdentity item) =>
        _dependents[item].Where(other => _target.Objects[other] is not (ConstraintObject { Type: ConstraintType.ForeignKey } or SequenceObject));

    private string? Obstacle(TableObject table, List<CatalogObject> exchanged) =>
        ObstacleOf(table)
        ?? (exchanged.Find(item => !GoesAlong(item, table.Identity)) is { } other ? $"{other.Identity} needs the table" : null)
        ?? (exchanged.Concat(_target.SequencesOf(table.Name)).Select(item => item.Identity).FirstOrDefault(Changes) is { Kind: not null } changed ? $"{changed} changes too" : null)
        ?? (exchanged.SelectMany(item => _dependentsOnSource[item.Identity]).FirstOrDefault(Comes) is { Kind: not null } made ? $"{made} is made or changed too" : null)
        ?? _shapes[table.Name].Hidden;

    private string? ObstacleOf(TableObject table) => table switch
    {
        // Others may lack what it takes to make again what hangs on a table: privileges on schemas, types and functions, and those that grant in the name of others.
        _ when !_target.Roles.IsSuperuser => $"{_target.Roles.Current} is no superuser",
        { PartitionOf: not null } or { Parents.Count: > 0 } => "it belongs to other tables",
        { PartitionKey: not null } => "it is partitioned",
        { ForceRowSecurity: true } => "its policies bind its owner",
        _ when _families.WithDescendants(table.Name).Any(name => name != table.Name) => "others inherit from it",
        _ when _target.OfType<EventTriggerObject>().Any(trigger => trigger.Fires) => "event triggers would fire",
        _ when _target.OfType<SubscriptionObject>().Any() => "the target subscribes to changes of others",
        _ when _target.OfType<PublicationObject>().Any(publication => Publishes(publication, table.Name)) => "it is published",
        // The type of its arrays has that name where it is made, and could not be moved.
        _ when _target.Objects.Keys.Any(item => item.Member is null && item.Schema == table.Identity.Schema && item.Name == $"_{table.Identity.Name}") =>
            $"_{table.Identity.Name} stands beside it",
        _ => null,
    };

    private static bool Publishes(PublicationObject publication, QualifiedName table) =>
        publication.AllTables || publication.Schemas.Contains(table.Schema) || publication.Tables.Any(member => member.Table == table);

    private bool GoesAlong(CatalogObject item, ObjectIdentity table) => item.Identity == table || item is ViewObject
        || (item.Owner is { } owner && (owner == table || _target.Objects[owner] is ViewObject));

    private bool Changes(ObjectIdentity item) => _decisions.GetValueOrDefault(item)?.Action is not (null or ObjectAction.Unchanged or ObjectAction.Skip);

    private bool Comes(ObjectIdentity item) => _decisions.GetValueOrDefault(item) is { IsMade: true } or { Action: ObjectAction.Alter }
        && _decisions[item].Desired is not ConstraintObject { Type: ConstraintType.ForeignKey };
}
