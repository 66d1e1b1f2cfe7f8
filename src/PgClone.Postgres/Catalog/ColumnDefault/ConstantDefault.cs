using System.Text.RegularExpressions;

namespace PgClone.Postgres.Catalog.ColumnDefault;

/// <summary>Tells which defaults are constants that mean the same wherever and whenever they are computed: a literal of a type of the server, as pg_get_expr prints it.</summary>
public static partial class ConstantDefault
{
    /// <summary>True for such a constant. False where it is not certain: names of objects, which reg types look up, are none.</summary>
    public static bool Is(string expression, string columnType) => Literals().Match(expression) is { Success: true } match
        && (!match.Groups["type"].Success || IsKnown(match.Groups["type"].Value, columnType));

    // Without a search path only types of the server have no schema.
    private static bool IsKnown(string type, string columnType) =>
        !type.StartsWith("reg", StringComparison.Ordinal) && (type == columnType || !type.Contains('.', StringComparison.Ordinal));

    [GeneratedRegex(
        """^(?:\(*-?[0-9.]+(?:[eE][-+]?[0-9]+)?\)*|true|false|NULL|\(?E?'(?:[^']|'')*'|ARRAY\[\])"""
        + """(?:::(?<type>[^:()']+(?:\([0-9, ]+\))?(?:[a-z ]*)(?:\[\])?))?\)?$""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Literals();
}
