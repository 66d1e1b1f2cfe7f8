namespace PgClone.Postgres.Sql;

/// <summary>
/// Looks at an SQL expression as the server's scanner would (src/backend/parser/scan.l), to be sure that it stays inside the parentheses it is
/// put in. What it means is for the server to say.
/// </summary>
public static class ExpressionLexer
{
    /// <summary>What is wrong with the expression, as a sentence; null when it is closed in itself.</summary>
    public static string? Problem(string expression)
    {
        var open = new Stack<char>();
        for (var i = 0; i < expression.Length;)
        {
            var next = SkipQuoted(expression, i);
            if (next < 0) return "a quote is never closed";
            if (next > i)
            {
                i = next;
                continue;
            }

            switch (expression[i])
            {
                case ';':
                    return "a semicolon stands outside quotes";
                case '-' when expression.AsSpan(i).StartsWith("--"):
                case '/' when expression.AsSpan(i).StartsWith("/*"):
                    return "comments are not allowed";
                case '(' or '[':
                    open.Push(expression[i]);
                    break;
                case ')' or ']':
                    if (!open.TryPop(out var opened) || opened != (expression[i] == ')' ? '(' : '[')) return $"'{expression[i]}' closes what was not opened";
                    break;
                case '\0':
                    return "a zero byte stands in it";
            }

            i++;
        }

        return open.Count > 0 ? $"'{open.Peek()}' is never closed" : expression.Trim().Length == 0 ? "it is empty" : null;
    }

    /// <summary>Where the quoted piece that starts here ends; the same place when none does; -1 when it never ends.</summary>
    private static int SkipQuoted(string text, int start) => text[start] switch
    {
        '\'' => SkipString(text, start, IsEscapeString(text, start)),
        '"' => SkipString(text, start, escapes: false),
        '$' => SkipDollarQuoted(text, start),
        _ => start,
    };

    // E'…' knows backslashes; the E must not be the end of a longer word.
    private static bool IsEscapeString(string text, int quote) =>
        quote > 0 && text[quote - 1] is 'e' or 'E' && (quote == 1 || !IsWord(text[quote - 2]));

    private static int SkipString(string text, int start, bool escapes)
    {
        var quote = text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (escapes && text[i] == '\\') i++;
            else if (text[i] == quote && (i + 1 == text.Length || text[i + 1] != quote)) return i + 1;
            else if (text[i] == quote) i++;
        }

        return -1;
    }

    private static int SkipDollarQuoted(string text, int start)
    {
        if (start > 0 && IsWord(text[start - 1])) return start;
        var end = start + 1;
        while (end < text.Length && IsWord(text[end]) && text[end] != '$') end++;
        // $1 is a parameter, and a lone dollar nothing.
        if (end == text.Length || text[end] != '$' || (end > start + 1 && char.IsAsciiDigit(text[start + 1]))) return start;
        var tag = text[start..(end + 1)];
        var close = text.IndexOf(tag, end + 1, StringComparison.Ordinal);
        return close < 0 ? -1 : close + tag.Length;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' || c > 127;
}
