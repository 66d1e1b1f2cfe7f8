using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Publication;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Knows the tables of which no single row may be deleted or updated: subscribers could not be told which one (CheckCmdReplicaIdentity in execReplication.c).
/// All of them may go at once.
/// </summary>
internal sealed class ReplicaIdentities
{
    private readonly DatabaseCatalog _catalog;
    private readonly bool _isAnyPublished;
    private readonly bool _isAllPublished;
    private readonly HashSet<string> _schemas;
    private readonly ILookup<QualifiedName, PublishedTable> _members;
    private readonly HashSet<QualifiedName> _keyed;

    public ReplicaIdentities(DatabaseCatalog catalog)
    {
        _catalog = catalog;
        var publications = catalog.OfType<PublicationObject>().Where(PublishesSingleRows).ToList();
        _isAnyPublished = publications.Count > 0;
        _isAllPublished = publications.Exists(publication => publication.AllTables);
        _schemas = [.. publications.SelectMany(publication => publication.Schemas)];
        _members = publications.SelectMany(publication => publication.Tables).ToLookup(member => member.Table);
        _keyed = [.. catalog.OfType<ConstraintObject>()
            .Where(key => key.Type == ConstraintType.PrimaryKey && !key.Definition.Contains(" DEFERRABLE", StringComparison.Ordinal)).Select(key => key.Table)];
    }

    /// <summary>True for a table that is published without what tells its rows apart.</summary>
    public bool IsMissing(QualifiedName name)
    {
        if (!_isAnyPublished || _catalog.Table(name) is not { Unlogged: false } table) return false;
        // A partition is published with those above it.
        var published = _catalog.WithAncestors(table).Select(above => above.Name).ToList();
        var members = published.SelectMany(above => _members[above]).ToList();
        return (_isAllPublished || members.Count > 0 || published.Exists(above => _schemas.Contains(above.Schema))) && !Identifies(table, members);
    }

    private static bool PublishesSingleRows(PublicationObject publication) =>
        publication.Operations.Contains("update", StringComparison.Ordinal) || publication.Operations.Contains("delete", StringComparison.Ordinal);

    private bool Identifies(TableObject table, List<PublishedTable> members) => table.Marks.ReplicaIdentity switch
    {
        // All columns identify a row only where all of them are published.
        "FULL" => members.TrueForAll(member => member.Columns.Count == 0),
        RelationMarks.ByIndex => true,
        RelationMarks.Default => _keyed.Contains(table.Name),
        _ => false,
    };
}
