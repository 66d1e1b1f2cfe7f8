using System.Text.RegularExpressions;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.DatabaseSettings;

/// <summary>Writes a setting that the catalog stores as name=value, as makeAlterConfigCommand in src/bin/pg_dump/dumputils.c does.</summary>
internal static partial class DatabaseSetting
{
    // The settings whose value is a list of names, quoted where need be (GUC_LIST_QUOTE; variable_is_guc_list_quote in dumputils.c).
    private static readonly string[] Lists =
        ["local_preload_libraries", "search_path", "session_preload_libraries", "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories"];

    public static string NameOf(string setting) => setting[..setting.IndexOf('=', StringComparison.Ordinal)];

    /// <summary>The name; that of a custom setting has two parts.</summary>
    public static string Quote(string name) => string.Join('.', name.Split('.').Select(Identifier.Quote));

    /// <summary>What follows SET.</summary>
    public static string Clause(string setting)
    {
        var name = NameOf(setting);
        var value = setting[(name.Length + 1)..];
        var values = Lists.Contains(name.ToLowerInvariant(), StringComparer.Ordinal) ? Names(value).DefaultIfEmpty("") : [value];
        return $"{Quote(name)} TO {string.Join(", ", values.Select(Literal.Quote))}";
    }

    private static IEnumerable<string> Names(string list) => Name().Matches(list)
        .Select(match => match.Groups["quoted"] is { Success: true } quoted ? quoted.Value.Replace("\"\"", "\"", StringComparison.Ordinal) : match.Value);

    [GeneratedRegex("\"(?<quoted>([^\"]|\"\")*)\"|[^\\s,\"]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
