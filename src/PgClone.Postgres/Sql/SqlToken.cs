using System.Text.RegularExpressions;

namespace PgClone.Postgres.Sql;

/// <summary>
/// Where strings, quoted names, dollar quotes and comments end: the rules of src/backend/parser/scan.l with standard_conforming_strings on.
/// All else is one character at a time, which is enough to know what stands inside quotes and what does not.
/// </summary>
public static partial class SqlToken
{
    /// <summary>The place after what starts at <paramref name="at"/>; -1 for a quote or comment that never ends.</summary>
    public static int End(string sql, int at) => sql[at] switch
    {
        '\'' => EndOfQuoted(sql, at, escapes: at > 0 && sql[at - 1] is 'e' or 'E' && (at < 2 || !IsWord(sql[at - 2]))),
        '"' => EndOfQuoted(sql, at, escapes: false),
        '$' when (at == 0 || !IsWord(sql[at - 1])) && DollarTag().Match(sql, at) is { Success: true } tag =>
            After(sql, tag.Value, at + tag.Length),
        '-' when IsComment(sql, at) => sql.IndexOf('\n', at) is >= 0 and var end ? end + 1 : sql.Length,
        '/' when IsComment(sql, at) => EndOfBlockComment(sql, at),
        _ => at + 1,
    };

    /// <summary>True when a comment starts here.</summary>
    public static bool IsComment(string sql, int at) => sql.AsSpan(at).StartsWith("--") || sql.AsSpan(at).StartsWith("/*");

    /// <summary>True for what can stand inside a name or key word.</summary>
    public static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' || c > '\x7f';

    private static int After(string sql, string end, int at) =>
        sql.IndexOf(end, at, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : -1;

    private static int EndOfQuoted(string sql, int at, bool escapes)
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

    private static int EndOfBlockComment(string sql, int at)
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

    [GeneratedRegex(@"\G\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$")]
    private static partial Regex DollarTag();
}
