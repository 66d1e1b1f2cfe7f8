using System.Text;

namespace PgClone.Reports;

/// <summary>Pieces of Markdown in which nothing of what they hold means anything, whatever it is.</summary>
public static class Markdown
{
    /// <summary>A name in a line of text: code, within more backticks than it has itself. Line breaks become ⏎, so that it stays one line.</summary>
    public static string Code(string text)
    {
        var line = text.ReplaceLineEndings("⏎");
        if (line.Length == 0) return "``";
        var ticks = new string('`', LongestRun(line) + 1);
        // Spaces keep the text's own backticks apart from those around it, and are taken away again when there is one on either side.
        var space = line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? " " : "";
        return $"{ticks}{space}{line}{space}{ticks}";
    }

    /// <summary>A sentence: what would mean something to Markdown or mention somebody is escaped.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '<' or '>' or '[' or ']' or '#' or '|' or '~' or '&') escaped.Append('\\');
            escaped.Append(c);
            // An empty comment parts the sign from the name.
            if (c == '@') escaped.Append("<!-- -->");
        }

        return escaped.ToString();
    }

    /// <summary>The fence around a block of code: three backticks, or more than any run of them inside.</summary>
    public static string Fence(string content) => new('`', Math.Max(3, LongestRun(content) + 1));

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
