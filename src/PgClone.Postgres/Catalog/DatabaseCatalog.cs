using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.LargeObjects;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>All that a database defines, read in one snapshot. A plain value: nothing in it touches the server again.</summary>
public sealed record DatabaseCatalog
{
    /// <summary>The server's version.</summary>
    public required ServerVersion Version { get; init; }

    /// <summary>Encoding and locale of the database.</summary>
    public required DatabaseProperties Properties { get; init; }

    /// <summary>Every object of a kind that we know.</summary>
    public required IReadOnlyDictionary<ObjectIdentity, CatalogObject> Objects { get; init; }

    /// <summary>The roles of the server.</summary>
    public required ServerRoles Roles { get; init; }

    /// <summary>Who owns those members of extensions that do not belong to the owner of the extension.</summary>
    public IReadOnlyDictionary<GrantedObject, string> MemberOwners { get; init; } = new Dictionary<GrantedObject, string>();

    /// <summary>The tablespaces of the server.</summary>
    public required ServerTablespaces Tablespaces { get; init; }

    /// <summary>Who needs whom among <see cref="Objects"/>.</summary>
    public required IReadOnlyList<Dependency> Dependencies { get; init; }

    /// <summary>The size of each table and materialized view.</summary>
    public required IReadOnlyDictionary<QualifiedName, TableSize> Sizes { get; init; }

    /// <summary>Where each sequence stands that the role may read, those behind identity columns included.</summary>
    public required IReadOnlyDictionary<QualifiedName, SequenceValue> Sequences { get; init; }

    /// <summary>The types that columns can have, by oid.</summary>
    public required IReadOnlyDictionary<uint, TypeFacts> Types { get; init; }

    /// <summary>What extensions call their configuration.</summary>
    public required ExtensionConfiguration Configuration { get; init; }

    /// <summary>The large objects.</summary>
    public required LargeObjectSet LargeObjects { get; init; }

    /// <summary>What cannot be cloned yet.</summary>
    public required IReadOnlyList<UnsupportedObject> Unsupported { get; init; }

    /// <summary>The foreign keys that partitions have from their parents; not among <see cref="Objects"/>.</summary>
    public IReadOnlyList<ConstraintObject> InheritedKeys { get; init; } = [];

    /// <summary>The objects of one type of record.</summary>
    public IEnumerable<T> OfType<T>() where T : CatalogObject => Objects.Values.OfType<T>();

    /// <summary>The table of a name, foreign ones included; null for none.</summary>
    public TableObject? Table(QualifiedName name) =>
        (Objects.GetValueOrDefault(new(TableKind.Word, name.Schema, name.Name)) ?? Objects.GetValueOrDefault(new(ForeignTableKind.Word, name.Schema, name.Name))) as TableObject;

    /// <summary>The sequences that belong to columns of a table and would go with it, in the order of names; not those behind identity columns.</summary>
    public IEnumerable<SequenceObject> SequencesOf(QualifiedName table) =>
        OfType<SequenceObject>().Where(sequence => sequence.OwnedBy?.Table == table).OrderBy(sequence => sequence.Identity);

    /// <summary>A table and all that it is a partition or a child of, nearest first.</summary>
    public IEnumerable<TableObject> WithAncestors(TableObject table)
    {
        var seen = new HashSet<QualifiedName>();
        var queue = new Queue<TableObject>([table]);
        while (queue.TryDequeue(out var current))
        {
            if (!seen.Add(current.Name)) continue;
            yield return current;
            foreach (var parent in current.Above)
                if (Table(parent) is { } found) queue.Enqueue(found);
        }
    }

    /// <summary>A database as CREATE DATABASE makes it from template0: what a target that does not exist yet looks like.</summary>
    public static DatabaseCatalog Empty(ServerVersion version, DatabaseProperties properties, ServerRoles roles, ServerTablespaces tablespaces) => new()
    {
        Version = version,
        Properties = properties,
        Roles = roles,
        Tablespaces = tablespaces,
        Objects = new CatalogObject[] { SchemaObject.Public(version, roles) }.ToDictionary(item => item.Identity),
        Dependencies = [],
        Sizes = new Dictionary<QualifiedName, TableSize>(),
        Sequences = new Dictionary<QualifiedName, SequenceValue>(),
        Types = new Dictionary<uint, TypeFacts>(),
        LargeObjects = LargeObjectSet.None,
        Configuration = ExtensionConfiguration.None,
        Unsupported = [],
    };
}
