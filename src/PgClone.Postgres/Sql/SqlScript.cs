using System.Text.RegularExpressions;

namespace PgClone.Postgres.Sql;

/// <summary>
/// A script as pg_dump writes it and psql reads it: statements, the rows of <c>COPY … FROM stdin</c>, and the backslash
/// commands that have no meaning outside psql (<c>\restrict</c>, <c>\unrestrict</c>, <c>\connect</c>), which are left out.
/// </summary>
public static partial class SqlScript
{
    private const string EndOfRows = "\\.";

    private static readonly string[] Ignored = ["\\restrict", "\\unrestrict", "\\connect"];

    /// <summary>The statements of a script, in order.</summary>
    /// <exception cref="FormatException">It holds another backslash command, or COPY rows without an end.</exception>
    public static ValueList<ScriptStatement> Parse(string script)
    {
        var statements = new List<ScriptStatement>();
        var at = SqlLexer.SkipSpace(script, 0);
        while (at < script.Length)
        {
            if (script[at] == '\\')
            {
                at = SkipCommand(script, at);
            }
            else
            {
                var end = new SqlLexer(script).EndOfStatement(at);
                var sql = script[at..end].TrimEnd();
                var next = Math.Min(end + 1, script.Length);
                string? rows = null;
                if (CopyFromStdin().IsMatch(sql)) (rows, next) = Rows(script, next);
                if (sql.Length > 0) statements.Add(new() { Sql = sql, Rows = rows });
                at = next;
            }

            at = SqlLexer.SkipSpace(script, at);
        }

        return statements.ToValueList();
    }

    private static int SkipCommand(string script, int at)
    {
        var end = EndOfLine(script, at);
        var line = script[at..end];
        return Ignored.Contains(line.Split(' ', 2)[0].TrimEnd(), StringComparer.Ordinal)
            ? end
            : throw new FormatException($"only psql understands this line of the script: {line}");
    }

    private static (string Rows, int Next) Rows(string script, int afterSemicolon)
    {
        var start = Math.Min(EndOfLine(script, afterSemicolon) + 1, script.Length);
        for (var line = start; line < script.Length; line = EndOfLine(script, line) + 1)
        {
            var end = EndOfLine(script, line);
            if (script.AsSpan(line, end - line).TrimEnd('\r').SequenceEqual(EndOfRows)) return (script[start..line], end);
        }

        throw new FormatException("the rows of a COPY … FROM stdin have no end");
    }

    private static int EndOfLine(string script, int at) => script.IndexOf('\n', at) is >= 0 and var end ? end : script.Length;

    [GeneratedRegex(@"^COPY\s[^;]*\sFROM\s+stdin\b", RegexOptions.IgnoreCase)]
    private static partial Regex CopyFromStdin();
}
