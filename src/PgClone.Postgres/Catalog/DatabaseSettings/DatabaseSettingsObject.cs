using PgClone.Postgres.Catalog.Access;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.DatabaseSettings;

/// <summary>The comment, the settings, the connection limit and the privileges of a database. The database itself, and its owner, are the target's.</summary>
public sealed record DatabaseSettingsObject : CatalogObject
{
    /// <summary>The name of the database that has them, or is to have them.</summary>
    public required NotCompared<string> Database { get; init; }

    /// <summary>How many connections it allows; -1 for no limit of its own.</summary>
    public required long ConnectionLimit { get; init; }

    /// <summary>What ALTER DATABASE … SET says for all roles, as name=value.</summary>
    public required ValueList<string> Settings { get; init; }

    /// <inheritdoc/>
    public override bool IsAccessAlone => Comment is null && ConnectionLimit == -1 && Settings.Count == 0;

    /// <inheritdoc/>
    protected override string SqlAddress => $"DATABASE {Identifier.Quote(Database.Value)}";

    /// <inheritdoc/>
    protected override bool ChangesOwner => false;

    /// <summary>The same of another database.</summary>
    public DatabaseSettingsObject Of(string database) => this with { Database = database };

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() =>
    [
        .. ChangeTo(this with { Comment = null, ConnectionLimit = -1, Settings = [] })!,
        .. ChangeAccess(Access.Value!, Access.Value! with { Privileges = Privileges.Default, Labels = [] }),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [.. Settings.Select(Set), .. ConnectionLimit == -1 ? Array.Empty<Statement>() : [Limit(ConnectionLimit)]];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (DatabaseSettingsObject)desired;
        var names = wanted.Settings.Select(DatabaseSetting.NameOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Settings.Select(DatabaseSetting.NameOf).Where(name => !names.Contains(name)).Select(name => new Statement($"ALTER {SqlAddress} RESET {DatabaseSetting.Quote(name)}")),
            .. wanted.Settings.Except(Settings).Select(Set),
            .. wanted.ConnectionLimit == ConnectionLimit ? Array.Empty<Statement>() : [Limit(wanted.ConnectionLimit)],
        ];
    }

    private Statement Set(string setting) => $"ALTER {SqlAddress} SET {DatabaseSetting.Clause(setting)}";

    private Statement Limit(long connections) => $"ALTER {SqlAddress} CONNECTION LIMIT {connections}";
}
