using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>Reads options of foreign data and writes their clauses. Their order means nothing, so they stand in that of names.</summary>
internal static class ForeignOptions
{
    /// <summary>An SQL expression that turns an array of name=value into what <see cref="Read"/> takes.</summary>
    public static string Select(string options) => $"""
        (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', o.option_name, 'value', o.option_value) ORDER BY o.option_name COLLATE "C")
         FROM pg_catalog.pg_options_to_table({options}) o)
        """;

    /// <summary>One option of <see cref="Select"/>.</summary>
    public static ForeignOption Read(JsonElement part) => new(part.Text("name")!, new(part.Text("value")!));

    /// <summary>The values that are not shown, each by its place in the clauses written with the same prefix.</summary>
    public static IEnumerable<KeyValuePair<string, Secret>> Hidden(ValueList<ForeignOption> options, string prefix = "") =>
        options.Where(option => option.IsHidden).Select(option => KeyValuePair.Create(prefix + option.Name, option.Value));

    /// <summary>The clause of a CREATE, with a space before it; empty for no options.</summary>
    public static string Clause(ValueList<ForeignOption> options) =>
        options.Count == 0 ? "" : $" OPTIONS ({string.Join(", ", options.Select(option => option.Sql("")))})";

    /// <summary>The clause of an ALTER that turns some options into others; null when they are equal.</summary>
    public static string? Change(ValueList<ForeignOption> current, ValueList<ForeignOption> desired, string prefix = "")
    {
        if (current == desired) return null;
        var names = desired.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        var old = current.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        var actions = current.Where(option => !names.Contains(option.Name)).Select(option => $"DROP {Identifier.Quote(option.Name)}")
            .Concat(desired.Except(current).Select(option => $"{(old.Contains(option.Name) ? "SET" : "ADD")} {option.Sql(prefix)}"));
        return $"OPTIONS ({string.Join(", ", actions)})";
    }
}
