using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.DatabaseSettings;

/// <summary>
/// The comment, the settings, the connection limit, the owner and the privileges of a database, and whether it is a template.
/// The database itself is the target's.
/// </summary>
public sealed record DatabaseSettingsObject : CatalogObject
{
    /// <summary>The name of the database that has them, or is to have them.</summary>
    public required NotCompared<string> Database { get; init; }

    /// <summary>How many connections it allows; -1 for no limit of its own.</summary>
    public required long ConnectionLimit { get; init; }

    /// <summary>True when whoever may make databases may copy it.</summary>
    public required bool IsTemplate { get; init; }

    /// <summary>What ALTER DATABASE … SET says for all roles, as name=value.</summary>
    public required ValueList<string> Settings { get; init; }

    /// <summary>What ALTER ROLE … IN DATABASE … SET says, in the order of roles.</summary>
    public ValueList<DatabaseRoleSettings> Roles { get; init; } = [];

    /// <inheritdoc/>
    public override bool IsAccessAlone => Comment is null && ConnectionLimit == -1 && !IsTemplate && Settings.Count == 0 && Roles.Count == 0;

    /// <summary>True when it has nothing of its own but an owner.</summary>
    public bool IsOwnerAlone => IsAccessAlone && Access.Value is null or { Labels.Count: 0 } && (Access.Value is null || Access.Value.Privileges == Privileges.Default);

    /// <inheritdoc/>
    protected override string SqlAddress => $"DATABASE {Identifier.Quote(Database.Value)}";

    /// <summary>The same of another database.</summary>
    public DatabaseSettingsObject Of(string database) => this with { Database = database };

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() =>
    [
        .. ChangeTo(this with { Comment = null, ConnectionLimit = -1, IsTemplate = false, Settings = [], Roles = [] })!,
        .. ChangeAccess(Access.Value!, Access.Value! with { Privileges = Privileges.Default, Labels = [] }),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        .. DatabaseRoleSettings.Set(SqlAddress, Settings),
        .. Roles.SelectMany(role => DatabaseRoleSettings.Set(Address(role.Role), role.Settings)),
        .. ConnectionLimit == -1 ? Array.Empty<Statement>() : [Limit(ConnectionLimit)],
        .. IsTemplate ? [Template(true)] : Array.Empty<Statement>(),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (DatabaseSettingsObject)desired;
        return
        [
            .. DatabaseRoleSettings.Change(SqlAddress, Settings, wanted.Settings),
            .. Roles.Concat(wanted.Roles).Select(role => role.Role).Distinct().Order(StringComparer.Ordinal)
                .SelectMany(role => DatabaseRoleSettings.Change(Address(role), SettingsOf(role), wanted.SettingsOf(role))),
            .. wanted.ConnectionLimit == ConnectionLimit ? Array.Empty<Statement>() : [Limit(wanted.ConnectionLimit)],
            .. wanted.IsTemplate == IsTemplate ? Array.Empty<Statement>() : [Template(wanted.IsTemplate)],
        ];
    }

    private ValueList<string> SettingsOf(string role) => Roles.FirstOrDefault(item => item.Role == role)?.Settings ?? [];

    private string Address(string role) => $"ROLE {Identifier.Quote(role)} IN {SqlAddress}";

    private Statement Template(bool isTemplate) => $"ALTER {SqlAddress} IS_TEMPLATE {(isTemplate ? "true" : "false")}";

    private Statement Limit(long connections) => $"ALTER {SqlAddress} CONNECTION LIMIT {connections}";
}
