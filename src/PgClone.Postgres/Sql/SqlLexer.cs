namespace PgClone.Postgres.Sql;

/// <summary>
/// Finds where a statement ends, by the rules of psql's scanner (src/fe_utils/psqlscan.l): a semicolon outside of quotes,
/// comments, parentheses and the body of a <c>BEGIN ATOMIC</c> function. Strings are read with standard_conforming_strings on.
/// </summary>
public sealed class SqlLexer(string text)
{
    private readonly List<string> _firstWords = [];
    private int _parentheses;
    private int _blocks;

    /// <summary>The first position from <paramref name="at"/> on that is neither white space nor part of a comment.</summary>
    public static int SkipSpace(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else if (Starts(text, at, "--")) at = EndOfLine(text, at);
            else if (Starts(text, at, "/*")) at = EndOfBlockComment(text, at);
            else break;
        }

        return at;
    }

    /// <summary>Where the statement that starts at <paramref name="at"/> has its semicolon; the end of the text without one.</summary>
    public int EndOfStatement(int at)
    {
        _firstWords.Clear();
        _parentheses = 0;
        _blocks = 0;
        while ((at = SkipSpace(text, at)) < text.Length)
        {
            if (text[at] == ';' && _parentheses == 0 && _blocks == 0) return at;
            at = EndOfToken(at);
        }

        return text.Length;
    }

    private int EndOfToken(int at)
    {
        switch (text[at])
        {
            case '\'':
                return EndOfQuoted(at + 1, '\'', backslashEscapes: false);
            case '"':
                return EndOfQuoted(at + 1, '"', backslashEscapes: false);
            case '$':
                return EndOfDollarQuoted(at);
            case '(':
                _parentheses++;
                return at + 1;
            case ')':
                _parentheses = Math.Max(0, _parentheses - 1);
                return at + 1;
            case var first when IsWordStart(first):
                return EndOfWord(at);
            default:
                return at + 1;
        }
    }

    private int EndOfWord(int at)
    {
        var end = at + 1;
        while (end < text.Length && IsWordPart(text[end])) end++;

        var word = text[at..end];
        if (end < text.Length && text[end] == '\'' && word is "e" or "E") return EndOfQuoted(end + 1, '\'', backslashEscapes: true);
        Count(word.ToUpperInvariant());
        return end;
    }

    private void Count(string word)
    {
        if (_firstWords.Count < 4) _firstWords.Add(word);
        if (_parentheses > 0 || !MakesRoutine()) return;

        if (word == "BEGIN" || (word == "CASE" && _blocks > 0)) _blocks++;
        else if (word == "END" && _blocks > 0) _blocks--;
    }

    private bool MakesRoutine() => _firstWords is
        ["CREATE", "FUNCTION" or "PROCEDURE", ..] or ["CREATE", "OR", "REPLACE", "FUNCTION" or "PROCEDURE"];

    private int EndOfQuoted(int at, char quote, bool backslashEscapes)
    {
        while (at < text.Length)
        {
            if (text[at] == quote)
            {
                // A doubled quote stands for itself.
                if (at + 1 >= text.Length || text[at + 1] != quote) return at + 1;
                at++;
            }
            else if (backslashEscapes && text[at] == '\\')
            {
                at++;
            }

            at++;
        }

        return text.Length;
    }

    private int EndOfDollarQuoted(int at)
    {
        var end = at + 1;
        while (end < text.Length && text[end] != '$' && IsWordPart(text[end])) end++;

        // $1 is a parameter, and $ alone an operator's character.
        if (end >= text.Length || text[end] != '$' || char.IsAsciiDigit(text[at + 1])) return at + 1;
        var tag = text[at..(end + 1)];
        var close = text.IndexOf(tag, end + 1, StringComparison.Ordinal);
        return close < 0 ? text.Length : close + tag.Length;
    }

    private static int EndOfBlockComment(string text, int at)
    {
        var depth = 0;
        while (at < text.Length)
        {
            if (Starts(text, at, "/*")) (depth, at) = (depth + 1, at + 2);
            else if (Starts(text, at, "*/")) (depth, at) = (depth - 1, at + 2);
            else at++;
            if (depth == 0) return at;
        }

        return text.Length;
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    private static bool Starts(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c > '\x7f';

    private static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';
}
