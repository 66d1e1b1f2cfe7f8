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
            else if (SqlToken.IsComment(text, at)) at = EndOrAll(text, at);
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
            case '(':
                _parentheses++;
                return at + 1;
            case ')':
                _parentheses = Math.Max(0, _parentheses - 1);
                return at + 1;
            case var first when IsWordStart(first):
                return EndOfWord(at);
            default:
                return EndOrAll(text, at);
        }
    }

    private int EndOfWord(int at)
    {
        var end = at + 1;
        while (end < text.Length && SqlToken.IsWord(text[end])) end++;

        Count(text[at..end].ToUpperInvariant());
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

    // What never ends takes the rest of the script along; the server will say what is wrong with it.
    private static int EndOrAll(string text, int at) => SqlToken.End(text, at) is >= 0 and var end ? end : text.Length;

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_' || c > '\x7f';
}
