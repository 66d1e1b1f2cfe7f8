using System.Buffers;
using PgClone.Diagnostics;
using PgClone.Postgres.Sql;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PgClone.Plans.Yaml;

/// <summary>
/// Makes a tree with positions from the events of the YAML parser. Clone plans use YAML without tags, anchors and aliases:
/// those are what an unquoted <c>!app.tmp_*</c> or <c>*.tmp</c> turns into.
/// </summary>
public sealed class YamlTreeReader
{
    /// <summary>How deep lists and mappings may be nested; checked before descending, so that no text can exhaust the stack.</summary>
    public const int DeepestNesting = 64;

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n,]}");

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly Parser _parser;
    private readonly Stack<long> _openBrackets = [];

    private YamlTreeReader(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The mapping a document consists of, or null when the text has none; what is wrong goes to the diagnostics.</summary>
    public static YamlMapping? Read(SourceText source, DiagnosticBag diagnostics) => new YamlTreeReader(source, diagnostics).ReadDocument();

    private YamlMapping? ReadDocument()
    {
        try
        {
            // StreamStart, then DocumentStart, or StreamEnd when there is no content.
            Advance();
            if (!Advance() || _parser.Current is StreamEnd) return Empty();
            Advance();
            var root = ReadNode(depth: 1);
            Advance();
            if (Advance() && _parser.Current is DocumentStart next)
                Report(DiagnosticCodes.SeveralDocuments, "a clone plan is one document, and a second one starts here", next,
                    "remove the '---', or put the rest into a file of its own");
            return RootMapping(root);
        }
        catch (UnreadableYamlException)
        {
            return null;
        }
    }

    private YamlMapping? RootMapping(YamlNode root)
    {
        if (root is YamlMapping mapping) return mapping;
        if (root is YamlScalar { IsNull: true }) return Empty();
        _diagnostics.Error(DiagnosticCodes.WrongType, "a clone plan is a mapping of keys to values", root.Location,
            "start with 'version: 1'");
        return null;
    }

    private YamlMapping? Empty()
    {
        _diagnostics.Error(DiagnosticCodes.EmptyPlan, "the clone plan is empty", _source.Locate(0, 0),
            "start with 'version: 1'; 'pgclone schema' prints all that can follow");
        return null;
    }

    private YamlNode ReadNode(int depth)
    {
        CheckProperties();
        return _parser.Current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start, depth),
            MappingStart start => ReadMapping(start, depth),
            var alias => Unread(alias!),
        };
    }

    // Stands for what is reported already and was meant as text; the tree goes on, so that other mistakes are found too.
    private YamlScalar Unread(ParsingEvent e) =>
        new() { Text = "*", IsPlain = false, Start = (int)e.Start.Index, End = (int)e.End.Index, Location = Locate(e) };

    private YamlScalar ReadScalar(Scalar scalar)
    {
        if (scalar.Value.Contains('\0', StringComparison.Ordinal))
        {
            Report(DiagnosticCodes.NotText, "the text holds a NUL character, which no text in PostgreSQL can", scalar, "leave it out");
            return Unread(scalar);
        }

        return new()
        {
            // A tag was reported; taken as the text it was meant to be, it causes no second error.
            Text = scalar.Tag.IsEmpty ? scalar.Value : Raw(scalar.Start.Index),
            IsPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty,
            Start = (int)scalar.Start.Index,
            End = (int)scalar.End.Index,
            Location = Locate(scalar),
        };
    }

    private YamlSequence ReadSequence(SequenceStart start, int depth)
    {
        Enter(start, start.Style == SequenceStyle.Flow, depth);
        var items = new List<YamlNode>();
        while (Next() is not SequenceEnd) items.Add(ReadNode(depth + 1));
        if (start.Style == SequenceStyle.Flow) _openBrackets.Pop();
        return new YamlSequence { Items = items.ToValueList(), Location = Locate(start) };
    }

    private YamlNode ReadMapping(MappingStart start, int depth)
    {
        Enter(start, start.Style == MappingStyle.Flow, depth);
        var entries = new List<YamlEntry>();
        var isVariable = false;
        while (Next() is not MappingEnd)
        {
            var keyEvent = _parser.Current!;
            var key = ReadNode(depth + 1);
            Next();
            var value = ReadNode(depth + 1);
            if (key is YamlScalar scalar) Keep(entries, new YamlEntry { Key = scalar.Text, KeyLocation = Locate(keyEvent), Value = value });
            else isVariable |= ReportKey(keyEvent);
        }

        if (start.Style == MappingStyle.Flow) _openBrackets.Pop();
        return isVariable ? Unread(start) : new YamlMapping { Entries = entries.ToValueList(), Location = Locate(start) };
    }

    private void Enter(ParsingEvent start, bool bracketed, int depth)
    {
        if (depth > DeepestNesting)
        {
            Report(DiagnosticCodes.TooDeep, $"lists and mappings are nested more than {DeepestNesting} deep", start,
                "no clone plan needs this; look for a bracket too many");
            throw new UnreadableYamlException();
        }

        if (bracketed) _openBrackets.Push(start.Start.Index);
    }

    private void Keep(List<YamlEntry> entries, YamlEntry entry)
    {
        if (entry.Key.Length == 0)
            _diagnostics.Error(DiagnosticCodes.KeyNotText, "a key is missing here", entry.KeyLocation, "write 'key: value'");
        else if (entries.Find(e => e.Key == entry.Key) is not { } first) entries.Add(entry);
        else _diagnostics.Error(DiagnosticCodes.DuplicateKey, $"'{entry.Key}' stands here twice", entry.KeyLocation,
            $"it is also on line {first.KeyLocation.Line}; keep one of them");
    }

    // True for {{ name }} without quotes, which YAML reads as a mapping with a mapping for its key.
    private bool ReportKey(ParsingEvent key)
    {
        var braces = Raw(key.Start.Index).StartsWith('{');
        var remedy = braces ? "put '{{ name }}' in quotes: \"{{ name }}\"" : "a key is text";
        Report(DiagnosticCodes.KeyNotText, "a list or mapping cannot be a key", key, remedy);
        return braces;
    }

    private void CheckProperties()
    {
        if (_parser.Current is AnchorAlias alias) ReportAlias(alias.Start.Index, "alias");
        if (_parser.Current is not NodeEvent node) return;
        if (!node.Tag.IsEmpty) ReportTag(node.Start.Index);
        if (!node.Anchor.IsEmpty) ReportAlias(node.Start.Index, "anchor");
    }

    private void ReportTag(long at)
    {
        var text = Raw(at);
        _diagnostics.Error(DiagnosticCodes.YamlTag, $"an unquoted '{text}' is a YAML tag and would be lost",
            _source.Locate(at, at + text.Length), $"write it in quotes: \"{text}\"");
    }

    private void ReportAlias(long at, string what)
    {
        var text = Raw(at);
        _diagnostics.Error(DiagnosticCodes.YamlAlias, $"an unquoted '{text}' is a YAML {what}", _source.Locate(at, at + text.Length),
            $"write it in quotes: \"{text}\"");
    }

    // The word as the user wrote it, up to a blank or a sign that ends it.
    private string Raw(long at)
    {
        var rest = _source.Text.AsSpan((int)Math.Min(at, _source.Text.Length));
        var end = rest.IndexOfAny(WordEnds);
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    private SourceLocation Locate(ParsingEvent e) => _source.Locate(e.Start.Index, Math.Max(e.End.Index, e.Start.Index + 1));

    private void Report(string code, string message, ParsingEvent at, string remedy) =>
        _diagnostics.Error(code, message, Locate(at), remedy);

    // The next event of a document that is not at its end: after some mistakes the parser just stops.
    private ParsingEvent Next()
    {
        var last = _parser.Current;
        if (Advance() && _parser.Current is { } e and not (DocumentEnd or StreamEnd)) return e;
        ReportSyntax(last?.End.Index ?? 0, 0, "the text cannot be read from here on");
        throw new UnreadableYamlException();
    }

    private bool Advance()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException e)
        {
            ReportSyntax(e.Start.Index, e.End.Index, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // A list in brackets that runs into a key makes the parser fail without a position.
            ReportSyntax(_parser.Current?.End.Index ?? 0, 0, "the text cannot be read from here on");
        }

        throw new UnreadableYamlException();
    }

    private void ReportSyntax(long start, long end, string message)
    {
        var word = Raw(start);
        var location = _source.Locate(start, Math.Max(end, start + 1));
        var line = _source.Line(location.Line);
        if (word.StartsWith('!') || word.StartsWith('*') || word.StartsWith('&')) ReportSign(start);
        else if (message.Contains("tab", StringComparison.Ordinal) && message.Contains("indentation", StringComparison.Ordinal))
            ReportTab(start);
        else if (message.Contains("quoted scalar", StringComparison.Ordinal))
            _diagnostics.Error(DiagnosticCodes.YamlSyntax, "the quotes that open here do not close", _source.Locate(start, start + 1),
                "close them on this line");
        else if (_openBrackets.TryPeek(out var open) && SignIn(open) is >= 0 and var sign)
            ReportSign(sign);
        else if (_openBrackets.TryPeek(out var bracket))
            _diagnostics.Error(DiagnosticCodes.YamlSyntax,
                $"this '{_source.Text[(int)bracket]}' is not closed, or a comma is missing after it", _source.Locate(bracket, bracket + 1),
                "close it on its line, or check what follows it");
        else if (word.StartsWith('@') || word.StartsWith('`') || word.StartsWith('%'))
            _diagnostics.Error(DiagnosticCodes.YamlSyntax, $"an unquoted text cannot start with '{word[0]}'", location,
                "write it in quotes");
        else
            _diagnostics.Error(DiagnosticCodes.YamlSyntax, $"this is not YAML: {LowerFirst(message)}", location,
                SyntaxRemedy(message, line));
    }

    /// <summary>Where an unquoted item of a list in brackets begins with a sign that YAML takes for its own; below zero for nowhere.</summary>
    private int SignIn(long bracket)
    {
        var text = _source.Text;
        for (var at = (int)bracket; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] is '"' or '\'' && text.IndexOf(text[at], at + 1) is > 0 and var close) at = close;
            if (text[at] is not ('[' or ',')) continue;
            var next = at + 1;
            while (next < text.Length && text[next] == ' ') next++;
            if (next < text.Length && text[next] is '!' or '*' or '&') return next;
        }

        return -1;
    }

    private void ReportSign(long at)
    {
        var sign = _source.Text[(int)at];
        if (sign == '!') ReportTag(at);
        else ReportAlias(at, sign == '*' ? "alias" : "anchor");
    }

    private void ReportTab(long start)
    {
        // The parser points at the mapping it was in; the tab comes at the start of a later line.
        var text = _source.Text;
        var at = text[(int)start] == '\t' ? (int)start : text.IndexOf("\n\t", (int)start, StringComparison.Ordinal) + 1;
        _diagnostics.Error(DiagnosticCodes.YamlSyntax, "a tab cannot indent YAML", _source.Locate(at, at + 1), "use spaces");
    }

    private static string? SyntaxRemedy(string message, string line) =>
        message.Contains("invalid mapping", StringComparison.Ordinal) ? "put the text in quotes: it holds ': '"
        : line.Contains('\t', StringComparison.Ordinal) ? "use spaces instead of tabs"
        : null;

    private static string LowerFirst(string message) =>
        message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');

    /// <summary>Ends the reading of a text whose mistake is already reported.</summary>
    private sealed class UnreadableYamlException : Exception;
}
