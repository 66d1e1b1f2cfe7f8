using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.DatabaseSettings;

/// <summary>What ALTER ROLE … IN DATABASE … SET says.</summary>
/// <param name="Role">The role.</param>
/// <param name="Settings">Its settings in the database, as name=value.</param>
public sealed record DatabaseRoleSettings(string Role, ValueList<string> Settings)
{
    /// <summary>Those of several roles as one role's: of each setting the first.</summary>
    public static DatabaseRoleSettings Together(string role, IEnumerable<DatabaseRoleSettings> all) =>
        new(role, all.SelectMany(item => item.Settings).DistinctBy(DatabaseSetting.NameOf, StringComparer.Ordinal).ToValueList());

    /// <summary>What sets them, given what follows ALTER but for the action.</summary>
    public static IEnumerable<Statement> Set(string address, IEnumerable<string> settings) =>
        settings.Select(setting => new Statement($"ALTER {address} SET {DatabaseSetting.Clause(setting)}"));

    /// <summary>What turns settings into others.</summary>
    internal static IEnumerable<Statement> Change(string address, ValueList<string> before, ValueList<string> after)
    {
        var names = after.Select(DatabaseSetting.NameOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. before.Select(DatabaseSetting.NameOf).Where(name => !names.Contains(name)).Select(name => new Statement($"ALTER {address} RESET {DatabaseSetting.Quote(name)}")),
            .. Set(address, after.Except(before)),
        ];
    }
}
