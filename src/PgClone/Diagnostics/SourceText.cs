namespace PgClone.Diagnostics;

/// <summary>The text of a file, able to say where an offset is and how a line reads.</summary>
public sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>The given text of the given file; <c>\n</c>, <c>\r\n</c> and <c>\r</c> end a line.</summary>
    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) _lineStarts.Add(i + 1);
        }
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>
    /// The stretch from <paramref name="start"/> to <paramref name="end"/>, cut at the end of its first line and of the text.
    /// </summary>
    public SourceLocation Locate(long start, long end)
    {
        var from = (int)Math.Clamp(start, 0, Text.Length);
        var line = _lineStarts.BinarySearch(from) is >= 0 and var exact ? exact : ~_lineStarts.BinarySearch(from) - 1;
        var to = Math.Min(end, _lineStarts[line] + Line(line + 1).Length);
        return new SourceLocation(File, line + 1, from - _lineStarts[line] + 1, (int)Math.Max(1, to - from));
    }

    /// <summary>A line by its number from 1, without its end.</summary>
    public string Line(int number)
    {
        var end = number < _lineStarts.Count ? _lineStarts[number] : Text.Length;
        return Text[_lineStarts[number - 1]..end].TrimEnd('\r', '\n');
    }
}
