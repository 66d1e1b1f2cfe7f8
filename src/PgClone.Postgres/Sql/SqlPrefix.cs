using System.Text.RegularExpressions;

namespace PgClone.Postgres.Sql;

/// <summary>
/// Knows whether a literal may follow a piece of SQL. The rules are those of src/backend/parser/scan.l with
/// standard_conforming_strings on.
/// </summary>
public static partial class SqlPrefix
{
    /// <summary>
    /// True when the text ends outside quotes and comments, and not directly after something a literal would become one with:
    /// <c>E</c> would make it an escape string, another literal would swallow its quote.
    /// </summary>
    public static bool AllowsLiteral(string sql)
    {
        var at = 0;
        while (at >= 0 && at < sql.Length) at = SkipToken(sql, at);
        return at >= 0 && (sql.Length == 0 || !(IsWord(sql[^1]) || sql[^1] is '\'' or '"' or '&'));
    }

    // The place after the token that starts here, or -1 when the token does not end.
    private static int SkipToken(string sql, int at) => sql[at] switch
    {
        '\'' => SkipQuoted(sql, at, escapes: at > 0 && sql[at - 1] is 'e' or 'E' && (at < 2 || !IsWord(sql[at - 2]))),
        '"' => SkipQuoted(sql, at, escapes: false),
        '$' when (at == 0 || !IsWord(sql[at - 1])) && DollarTag().Match(sql, at) is { Success: true } tag =>
            SkipPast(sql, tag.Value, at + tag.Length),
        '-' when sql.AsSpan(at).StartsWith("--") => SkipPast(sql, "\n", at),
        '/' when sql.AsSpan(at).StartsWith("/*") => SkipBlockComment(sql, at),
        _ => at + 1,
    };

    private static int SkipPast(string sql, string end, int at) =>
        sql.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : -1;

    private static int SkipQuoted(string sql, int at, bool escapes)
    {
        var quote = sql[at];
        for (var i = at + 1; i < sql.Length; i++)
        {
            if (escapes && sql[i] == '\\') i++;
            else if (sql[i] == quote && i + 1 < sql.Length && sql[i + 1] == quote) i++;
            else if (sql[i] == quote) return i + 1;
        }

        return -1;
    }

    private static int SkipBlockComment(string sql, int at)
    {
        var depth = 0;
        for (var i = at; i + 1 < sql.Length; i++)
        {
            var two = sql.AsSpan(i, 2);
            if (two is "/*") depth++;
            else if (two is "*/") depth--;
            else continue;
            i++;
            if (depth == 0) return i + 1;
        }

        return -1;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' || c > '\x7f';

    [GeneratedRegex(@"\G\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$")]
    private static partial Regex DollarTag();
}
