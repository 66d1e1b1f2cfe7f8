namespace PgClone.Postgres.Sql;

/// <summary>Knows whether a literal may follow a piece of SQL.</summary>
public static class SqlPrefix
{
    /// <summary>
    /// True when the text ends outside quotes and comments, and not directly after something a literal would become one with:
    /// <c>E</c> would make it an escape string, another literal would swallow its quote.
    /// </summary>
    public static bool AllowsLiteral(string sql)
    {
        var at = 0;
        var inLine = false;
        while (at >= 0 && at < sql.Length)
        {
            inLine = sql.AsSpan(at).StartsWith("--");
            at = SqlToken.End(sql, at);
        }

        // A line comment ends with its line: at the end of the text it would go on.
        return at >= 0 && !(inLine && sql[^1] != '\n') && (sql.Length == 0 || !(SqlToken.IsWord(sql[^1]) || sql[^1] is '\'' or '"' or '&'));
    }
}
