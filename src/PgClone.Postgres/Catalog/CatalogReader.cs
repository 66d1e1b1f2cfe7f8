using System.Text.Json;
using Npgsql;
using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Catalog.Subscription;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.LargeObjects;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>
/// Reads a whole catalog in two round trips: one batch of set-based queries, then the values of the sequences; a third only where there are subscriptions.
/// Never a query per object.
/// </summary>
public sealed class CatalogReader
{
    // A UNION ALL of very many branches would exhaust the parser's stack.
    private const int SequencesPerQuery = 500;

    private const int Attempts = 10;

    private readonly ReadSession _session;
    private readonly Dictionary<ObjectIdentity, CatalogObject> _objects = [];
    private readonly Dictionary<ObjectKey, ObjectIdentity> _identities = [];
    private readonly Dictionary<ObjectKey, ObjectKey> _wholes = [];
    private readonly HashSet<Dependency> _dependencies = [];
    private readonly Dictionary<QualifiedName, TableSize> _sizes = [];
    private readonly Dictionary<uint, TypeFacts> _types = [];
    private readonly List<UnsupportedObject> _unsupported = [];
    private readonly List<ConstraintObject> _inheritedKeys = [];
    private readonly Dictionary<uint, TableObject> _configurable = [];
    private readonly List<ConfigurationTable> _configurationTables = [];
    private readonly List<ConfigurationRelation> _configurationSequences = [];
    private readonly List<ConfigurationRelation> _configurationViews = [];
    private readonly Dictionary<GrantedObject, string> _memberOwners = [];
    private readonly AccessCollector _access = new();
    private readonly List<ServerRole> _roles = [];
    private readonly List<(string, bool)> _tablespaces = [];
    private readonly List<QualifiedName> _sequenceNames = [];
    private readonly LargeObjectClasses _largeObjectClasses = new();
    private LargeObjectSet _largeObjects = LargeObjectSet.None;
    private DatabaseProperties? _properties;

    private CatalogReader(ReadSession session) => _session = session;

    /// <summary>
    /// The catalog of a database, and the session on whose snapshot it was read: the given one, or another where objects went while they were read.
    /// </summary>
    /// <exception cref="CatalogMovedException">They went every time.</exception>
    public static async Task<(ReadSession Session, DatabaseCatalog Catalog)> ReadAsync(Database database, ReadSession session, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (session, await new CatalogReader(session).ReadAsync(cancellation));
            }
            catch (Exception error) when (attempt < Attempts && IsMove(error))
            {
                await session.DisposeAsync();
                session = await database.ReadAsync(null, cancellation);
            }
            catch (Exception error) when (IsMove(error))
            {
                throw new CatalogMovedException(
                    $"{What(error, session.Version)} of {database.Name} could not be read, {Attempts} times: they come and go all the time, "
                    + $"or the server cannot print one of them, and then pg_dump fails as well: {error.Message}", error);
            }
        }
    }

    private static string What(Exception error, ServerVersion version) =>
        error is PostgresException { BatchCommand.CommandText: var query } && CatalogKinds.All.FirstOrDefault(kind => kind.Query(version) == query) is { } kind
            ? $"the definitions of kind '{kind.Name}'" : "the definitions of objects";

    private static bool IsMove(Exception error) => error is CatalogMovedException or PostgresException
    {
        SqlState: PostgresErrorCodes.InternalError or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.UndefinedFunction
            or PostgresErrorCodes.InvalidSchemaName,
    };

    private async Task<DatabaseCatalog> ReadAsync(CancellationToken cancellation)
    {
        var sections = Sections();
        await using var batch = _session.Batch(sections.Select(section => section.Query));
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            foreach (var (_, read) in sections)
            {
                var row = new CatalogRow(reader);
                while (await reader.ReadAsync(cancellation)) read(row);
                await reader.NextResultAsync(cancellation);
            }
        }

        var roles = ServerRoles.Of(_roles);
        if (roles.IsSuperuser && _objects.Values.Any(item => item is SubscriptionObject))
            await SubscriptionConnectionReader.CompleteAsync(_objects, _session, cancellation);
        return new()
        {
            Version = _session.Version,
            Properties = _properties!,
            Objects = _access.Attach(_objects),
            Roles = roles,
            MemberOwners = _memberOwners,
            Tablespaces = ServerTablespaces.Of(_tablespaces),
            Dependencies = [.. _dependencies],
            Sizes = _sizes,
            Sequences = await SequenceValuesAsync(cancellation),
            Types = _types,
            LargeObjects = _largeObjects with { Access = _largeObjectClasses.Read() },
            Configuration = ExtensionConfiguration.Of(_configurationTables, _configurationSequences, _configurationViews),
            Unsupported = _unsupported,
            InheritedKeys = _inheritedKeys,
        };
    }

    // Objects and parts come before dependencies, which are told in terms of both.
    private List<(string Query, Action<CatalogRow> Read)> Sections() =>
    [
        .. CatalogKinds.All.Select(kind => (kind.Query(_session.Version), (Action<CatalogRow>)(row => AddObject(kind, row)))),
        (CatalogQueries.Parts(_session.Version), row => _wholes[Key(row, "")] = Key(row, "whole_")),
        (CatalogQueries.Dependencies, AddDependency),
        (CatalogQueries.ExtensionDependents, AddExtensionDependent),
        (AccessQueries.Roles(_session.Version), row => _roles.Add(ServerRole.Read(row))),
        (ServerTablespaces.Query("pg_catalog.current_database()"), row => _tablespaces.Add(ServerTablespaces.Read(row))),
        (AccessQueries.Owners, AddOwner),
        (AccessQueries.Privileges, AddPrivilege),
        (AccessQueries.MemberOwners, row => _memberOwners[new(row.Text("word"), row.OptionalText("schema"), row.Text("name"), row.OptionalText("arguments"))] = row.Text("owner")),
        (AccessQueries.Labels, AddLabel),
        (CatalogQueries.Properties(_session.Version), row => _properties = Properties(row)),
        (CatalogQueries.Sizes, row => _sizes[Name(row)] = Size(row)),
        (CatalogQueries.Types, row => _types[row.Oid("oid")] = Facts(row)),
        (TableRelation.OfConfiguration(_session.Version), row => _configurable[row.Oid("oid")] = TableRelation.Read(row, TableKind.Word)),
        (CatalogQueries.ExtensionConfiguration, AddConfiguration),
        (LargeObjectQueries.Summary, row => _largeObjects = LargeObjects(row)),
        (LargeObjectQueries.Classes, _largeObjectClasses.Add),
        (CatalogQueries.SequenceNames, row => _sequenceNames.Add(Name(row))),
        (CatalogQueries.Unsupported, row => _unsupported.Add(new(row.Text("kind"), row.OptionalText("schema"), row.Text("name")))),
    ];

    private void AddObject(CatalogKind kind, CatalogRow row)
    {
        var item = kind.Read(row);
        if (item is ConstraintObject { ComesFromAbove.Value: true } key)
        {
            _inheritedKeys.Add(key);
            return;
        }

        _objects.Add(item.Identity, item);
        _identities[kind.Key(row)] = item.Identity;
    }

    private void AddDependency(CatalogRow row)
    {
        if (Resolve(Key(row, "")) is not { } dependent || Resolve(Key(row, "referenced_")) is not { } referenced || dependent == referenced) return;
        _dependencies.Add(new(dependent, referenced, (int)row.Number("referenced_column"), row.Truth("goes_with")));
    }

    private void AddExtensionDependent(CatalogRow row)
    {
        if (Resolve(Key(row, "")) is not { } dependent) return;
        var item = _objects[dependent];
        _objects[dependent] = item with { DependsOnExtensions = [.. item.DependsOnExtensions, row.Text("extension")] };
    }

    private void AddOwner(CatalogRow row)
    {
        if (_identities.TryGetValue(Key(row, ""), out var item)) _access.AddOwner(item, row);
    }

    // What an extension labels among its members is its own affair.
    private void AddLabel(CatalogRow row)
    {
        if (_identities.TryGetValue(Key(row, ""), out var item)) _access.AddLabel(item, row);
    }

    private void AddPrivilege(CatalogRow row)
    {
        if (Resolve(Key(row, "")) is { } item) _access.AddPrivilege(item, row);
    }

    private void AddConfiguration(CatalogRow row)
    {
        if (row.Text("relation_kind") == "S") _configurationSequences.Add(new(row.Text("extension"), Name(row)));
        else if (row.Text("relation_kind") == "m") _configurationViews.Add(new(row.Text("extension"), Name(row)));
        else if (_configurable.TryGetValue(row.Oid("oid"), out var table))
            _configurationTables.Add(new()
            {
                Extension = row.Text("extension"), Condition = row.Text("condition"), Table = table,
                References = row.Parts("referenced", part => new QualifiedName(part.Text("schema")!, part.Text("name")!)),
            });
    }

    private ObjectIdentity? Resolve(ObjectKey key)
    {
        // An array of a composite of a table is three steps from the table; a part never leads back to itself.
        for (var steps = 0; steps < 8; steps++)
        {
            if (_identities.TryGetValue(key, out var identity)) return identity;
            if (!_wholes.TryGetValue(key, out key)) return null;
        }

        return null;
    }

    private async Task<Dictionary<QualifiedName, SequenceValue>> SequenceValuesAsync(CancellationToken cancellation)
    {
        var values = new Dictionary<QualifiedName, SequenceValue>();
        if (_sequenceNames.Count == 0) return values;
        await using var batch = _session.Batch(_sequenceNames.Index().Chunk(SequencesPerQuery).Select(chunk =>
            string.Join("\nUNION ALL\n", chunk.Select(pair => $"SELECT {pair.Index} AS place, last_value, is_called FROM {pair.Item.Sql}"))));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        do
        {
            while (await reader.ReadAsync(cancellation))
                values[_sequenceNames[reader.GetInt32(0)]] = new(reader.GetInt64(1), reader.GetBoolean(2));
        }
        while (await reader.NextResultAsync(cancellation));
        return values;
    }

    private static ObjectKey Key(CatalogRow row, string prefix) => new(row.Oid($"{prefix}catalog"), row.Oid($"{prefix}oid"));

    private static QualifiedName Name(CatalogRow row) => new(row.Text("schema"), row.Text("name"));

    private static TableSize Size(CatalogRow row)
    {
        var file = new TableFile(row.Oid("oid"), row.Oid("file"), row.OptionalText("reading") ?? "");
        return new(row.Number("bytes"), row.Number("pages"), row.Number("estimated_rows"), file);
    }

    private static LargeObjectSet LargeObjects(CatalogRow row) => LargeObjectSet.None with
    {
        Count = row.Number("objects"), Bytes = row.Number("bytes"), Unreadable = row.Number("unreadable"), Example = row.Oid("example"), Labelled = row.Number("labelled"),
    };

    private static DatabaseProperties Properties(CatalogRow row) => new()
    {
        Name = row.Text("name"),
        Owner = row.Text("owner"),
        Encoding = row.Text("encoding"),
        Collate = row.Text("collate"),
        CharacterType = row.Text("character_type"),
        Provider = row.Text("provider"),
        Locale = row.OptionalText("locale"),
        IcuRules = row.OptionalText("icu_rules"),
    };

    private static TypeFacts Facts(CatalogRow row) => new()
    {
        Oid = row.Oid("oid"),
        Name = row.Text("name"),
        IsBuiltIn = row.Truth("is_built_in"),
        Type = row.Text("type")[0],
        Category = row.Text("category")[0],
        MaxLength = (int?)row.OptionalNumber("max_length"),
        Inner = row.Oid("inner_type"),
        IsArray = row.Truth("is_array"),
        SendFunction = row.OptionalText("send_function"),
        Attributes = row.Parts("attributes", (JsonElement oid) => oid.GetUInt32()),
    };
}
