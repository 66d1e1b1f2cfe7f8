using System.Text;

namespace PgClone.Diagnostics;

/// <summary>
/// Writes diagnostics for people: place, code and sentence, then the line, and a caret with the remedy under it.
/// Lines end with a line feed on every system.
/// </summary>
public sealed class DiagnosticText(SourceTexts sources)
{
    // A line of a minified JSON plan can be very long; what surrounds the mistake is enough.
    private const int LongestExcerpt = 120;
    private const int ContextBefore = 60;

    /// <summary>All of them, each ending with a line feed.</summary>
    public string Render(IEnumerable<Diagnostic> diagnostics) => string.Concat(diagnostics.Select(Render));

    /// <summary>One of them, ending with a line feed.</summary>
    public string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        if (diagnostic.Location is { } place) text.Append(place).Append(": ");
        var severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
        text.Append(severity).Append(' ').Append(diagnostic.Code).Append(": ").Append(diagnostic.Message).Append('\n');
        if (diagnostic.Location is { } location && sources.LineOf(location) is { } line)
            AppendExcerpt(text, line, location, diagnostic.Remedy);
        else if (diagnostic.Remedy is { } remedy) text.Append("      ").Append(remedy).Append('\n');
        return Redaction.Apply(text.ToString());
    }

    private static void AppendExcerpt(StringBuilder text, string line, SourceLocation location, string? remedy)
    {
        // Redacted before it is cut: half a connection string would not be recognised. Tabs become spaces, or the caret would be off.
        var shown = new string([.. Redaction.Apply(line).Select(c => char.IsControl(c) ? ' ' : c)]);
        var column = Math.Min(location.Column - 1, shown.Length);
        var caret = Math.Max(1, Math.Min(location.Length, shown.Length - column));
        if (shown.Length > LongestExcerpt)
        {
            var cut = Math.Max(0, Math.Min(column - ContextBefore, shown.Length - LongestExcerpt));
            shown = shown.Substring(cut, LongestExcerpt);
            column -= cut;
            caret = Math.Min(caret, Math.Max(1, LongestExcerpt - column));
        }

        text.Append($"{location.Line,5} | {shown}".TrimEnd()).Append('\n');
        text.Append("      | ").Append(' ', column).Append('^', caret);
        if (remedy is not null) text.Append(' ').Append(remedy);
        text.Append('\n');
    }
}
