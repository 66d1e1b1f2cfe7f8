using System.Buffers;
using System.Text;

namespace PgClone.Postgres.Sql;

/// <summary>Names as people should see them: PostgreSQL allows line breaks in a name, and what prints one could otherwise be made to say anything.</summary>
public static class Visible
{
    private const char Pictures = '\u2400';

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>The same text with a picture for each control character: ␊ for a line feed.</summary>
    public static string Of(string text) => text.AsSpan().ContainsAny(Controls) ? string.Concat(text.Select(Of)) : text;

    /// <summary>A statement on one line: breaks within quoted names as pictures, other white space as one blank.</summary>
    public static string OneLine(string sql)
    {
        var parts = sql.Split('"');
        // What stands between quotes, a name, is every second part.
        for (var place = 1; place < parts.Length; place += 2) parts[place] = Of(parts[place]);
        return string.Join(' ', string.Join('"', parts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A statement on one line without its values, which may be those of rows: a question mark for each.</summary>
    public static string Shape(string sql)
    {
        var shape = new StringBuilder();
        for (var at = 0; at < sql.Length;)
        {
            var next = SqlToken.End(sql, at);
            // Cut off within quotes.
            if (next < 0) return OneLine($"{shape}…");
            var isWithin = at > 0 && SqlToken.IsWord(sql[at - 1]);
            if (char.IsAsciiDigit(sql[at]) && !isWithin)
                while (next < sql.Length && (SqlToken.IsWord(sql[next]) || sql[next] == '.')) next++;
            var isValue = sql[at] == '\'' || (char.IsAsciiDigit(sql[at]) && !isWithin) || (sql[at] == '$' && next > at + 1);
            shape.Append(isValue ? "?" : SqlToken.IsComment(sql, at) ? " " : sql[at..next]);
            at = next;
        }

        return OneLine(shape.ToString());
    }

    private static char Of(char character) => character switch
    {
        < ' ' => (char)(Pictures + character),
        '\u007f' => '\u2421',
        _ when char.IsControl(character) => '\u2424',
        _ => character,
    };
}
