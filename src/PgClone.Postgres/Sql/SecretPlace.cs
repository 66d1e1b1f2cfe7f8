using System.Text;

namespace PgClone.Postgres.Sql;

/// <summary>
/// Where a value that nobody may see goes in the text of a statement: <c>{secret 'password'}</c>. Braces stand nowhere in SQL but inside of
/// quotes and comments, so that no name, literal or expression can be taken for such a place.
/// </summary>
public static class SecretPlace
{
    private const string Opening = "{secret ";

    /// <summary>The place of a value.</summary>
    public static string Of(string name) => $"{Opening}{Literal.Quote(name)}}}";

    /// <summary>
    /// The text as the first argument of <c>pg_catalog.format</c>, each place a literal of its own, and the names of the values in the order of the
    /// other arguments.
    /// </summary>
    public static (string Format, IReadOnlyList<string> Names) ToFormat(string sql)
    {
        // Most statements have none, and are many.
        if (!sql.Contains(Opening, StringComparison.Ordinal)) return (Escape(sql), []);
        var format = new StringBuilder();
        var names = new List<string>();
        for (var at = 0; at < sql.Length;)
        {
            if (sql.AsSpan(at).StartsWith(Opening, StringComparison.Ordinal))
            {
                var end = SqlToken.End(sql, at + Opening.Length);
                names.Add(sql[(at + Opening.Length + 1)..(end - 1)].Replace("''", "'", StringComparison.Ordinal));
                format.Append("%L");
                at = end + 1;
                continue;
            }

            var next = SqlToken.End(sql, at);
            format.Append(Escape(sql[at..next]));
            at = next;
        }

        return (format.ToString(), names);
    }

    private static string Escape(string sql) => sql.Replace("%", "%%", StringComparison.Ordinal);
}
