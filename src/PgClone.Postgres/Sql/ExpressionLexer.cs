using System.Text;
using System.Text.RegularExpressions;

namespace PgClone.Postgres.Sql;

/// <summary>
/// Makes sure that an SQL expression stays inside the parentheses it is put in. What it means is for the server to say.
/// </summary>
public static partial class ExpressionLexer
{
    /// <summary>What is wrong with the expression, as a sentence; null when it is closed in itself.</summary>
    public static string? Problem(string expression)
    {
        var open = new Stack<char>();
        for (var at = 0; at < expression.Length;)
        {
            if (SqlToken.IsComment(expression, at)) return "comments are not allowed";
            var next = SqlToken.End(expression, at);
            if (next < 0) return "a quote is never closed";
            if (expression[at] == '$' && next == at + 1 && at + 1 < expression.Length && char.IsAsciiDigit(expression[at + 1]) && (at == 0 || !SqlToken.IsWord(expression[at - 1])))
                return "a parameter such as $1 has no value here";
            if (next == at + 1 && Misplaced(expression[at], open) is { } problem) return problem;
            at = next;
        }

        return open.Count > 0 ? $"'{open.Peek()}' is never closed" : string.IsNullOrWhiteSpace(expression) ? "it is empty" : null;
    }

    /// <summary>The unquoted names that stand before a parenthesis, lower case, without their schema: functions, and a few words such as IN.</summary>
    public static IReadOnlyList<string> Calls(string expression)
    {
        var bare = new StringBuilder();
        for (var at = 0; at < expression.Length;)
        {
            var next = SqlToken.End(expression, at);
            if (next < 0) break;
            bare.Append(next == at + 1 ? expression[at] : SqlToken.IsWord(expression[at]) ? expression[at..next] : " ");
            at = next;
        }

        return [.. Call().Matches(bare.ToString()).Select(match => match.Value.ToLowerInvariant()).Distinct()];
    }

    /// <summary>True when the expression, as the server prints it, has the identifier in it; a name in a longer name is none.</summary>
    public static bool Mentions(string expression, string identifier)
    {
        var quoted = Identifier.Quote(identifier);
        for (var at = 0; at < expression.Length;)
        {
            var next = SqlToken.End(expression, at);
            if (next < 0) return false;
            if (next == at + 1)
                while (SqlToken.IsWord(expression[next - 1]) && next < expression.Length && SqlToken.IsWord(expression[next])) next++;
            if (expression.AsSpan(at, next - at).SequenceEqual(quoted) && (next == expression.Length || expression[next] != '\'')) return true;
            at = next;
        }

        return false;
    }

    [GeneratedRegex(@"[\p{L}_][\w$]*(?=\s*\()")]
    private static partial Regex Call();

    private static string? Misplaced(char c, Stack<char> open)
    {
        switch (c)
        {
            case ';':
                return "a semicolon stands outside quotes";
            case '\0':
                return "a zero byte stands in it";
            case '(' or '[':
                open.Push(c);
                return null;
            case ')' or ']':
                return open.TryPop(out var opened) && opened == (c == ')' ? '(' : '[') ? null : $"'{c}' closes what was not opened";
            default:
                return null;
        }
    }
}
