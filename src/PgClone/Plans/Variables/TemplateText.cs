using System.Text;
using PgClone.Diagnostics;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;
using Scriban;
using Scriban.Syntax;
using ScriptStatement = Scriban.Syntax.ScriptStatement;

namespace PgClone.Plans.Variables;

/// <summary>
/// Puts variables into the texts of a plan. Of Scriban's language a plan takes <c>{{ name }}</c> only: a plan is data, and in SQL
/// a value must not be changed after it was quoted.
/// </summary>
internal sealed class TemplateText(SourceText source, ValueList<PlanVariable> variables, DiagnosticBag diagnostics)
{
    private const string BracesRemedy = "double braces hold the name of a variable and nothing else";

    /// <summary>The text with each variable replaced by its value.</summary>
    public string Render(YamlScalar scalar)
    {
        var text = new StringBuilder();
        foreach (var piece in Split(scalar)) text.Append(piece.Variable is { } v ? ValueOf(v, piece) : piece.Text);
        return text.ToString();
    }

    /// <summary>The SQL with each variable replaced by its value as a quoted literal.</summary>
    public string RenderSql(YamlScalar scalar)
    {
        var sql = new StringBuilder();
        var afterVariable = false;
        foreach (var piece in Split(scalar))
        {
            var fits = piece.Variable is null ? !(afterVariable && piece.Text.StartsWith('\'')) : SqlPrefix.AllowsLiteral(sql.ToString());
            if (!fits) ReportQuotes(piece.Location);
            sql.Append(piece.Variable is { } v ? Literal.Quote(ValueOf(v, piece)) : piece.Text);
            // The quote after a variable within quotes is the same mistake once more.
            afterVariable = piece.Variable is not null && fits;
        }

        return sql.ToString();
    }

    /// <summary>The secret that the text consists of, and nothing else; null when it is something else, which is reported.</summary>
    public PlanVariable? Secret(YamlScalar scalar)
    {
        var errorsBefore = diagnostics.Count;
        if (Split(scalar) is [{ Variable: { } variable }])
        {
            if (variable.Type == VariableType.Secret) return variable;
            diagnostics.Error(DiagnosticCodes.SecretMisused, $"'{variable.Name}' is no secret", scalar.Location,
                "give the variable 'type: secret'");
        }
        else if (diagnostics.Count == errorsBefore)
        {
            diagnostics.Error(DiagnosticCodes.SecretMisused, "a key written in the plan is no secret", scalar.Location,
                "use a secret variable: \"{{ name }}\"");
        }

        return null;
    }

    /// <summary>Reports every key with braces in it: variables go into values, and a key would keep its braces.</summary>
    public void RefuseInKeys(YamlNode node)
    {
        foreach (var entry in (node as YamlMapping)?.Entries.Where(e => !e.IsFree) ?? [])
        {
            if (entry.Key.Contains("{{", StringComparison.Ordinal))
                diagnostics.Error(DiagnosticCodes.BadTemplate, "variables go into values, not into keys", entry.KeyLocation,
                    "write the key out");
            RefuseInKeys(entry.Value);
        }

        foreach (var item in (node as YamlSequence)?.Items ?? []) RefuseInKeys(item);
    }

    private string ValueOf(PlanVariable variable, Piece piece)
    {
        if (variable.Type == VariableType.Secret)
            diagnostics.Error(DiagnosticCodes.SecretMisused, $"the secret '{variable.Name}' cannot be used here", piece.Location,
                "a secret may be used as 'masks.key' only");
        // A variable without a value is reported where it is defined.
        return variable.Value ?? "";
    }

    private void ReportQuotes(SourceLocation location) =>
        diagnostics.Error(DiagnosticCodes.QuotedPlaceholder,
            "in SQL a variable becomes a quoted literal, so it cannot stand within or next to quotes or in a comment", location,
            "remove the quotes around it; join texts with ||");

    private List<Piece> Split(YamlScalar scalar)
    {
        if (!scalar.Text.Contains("{{", StringComparison.Ordinal)) return [new(scalar.Text, null, scalar.Location)];
        var template = Template.Parse(scalar.Text);
        if (template.HasErrors || template.Page?.Body is not { } body)
        {
            ReportBraces(Locate(scalar, scalar.Text.IndexOf("{{", StringComparison.Ordinal), 2));
            return [];
        }

        var pieces = new List<Piece>();
        var previous = default(ScriptStatement);
        var openBraces = default(ScriptStatement);
        foreach (var statement in body.Statements)
        {
            if (statement is not ScriptEscapeStatement) pieces.AddRange(Read(statement, scalar));
            else if (openBraces is null) openBraces = statement;
            else
            {
                if (previous == openBraces) ReportBraces(Locate(scalar, openBraces.Span.Start.Offset, 2));
                openBraces = null;
            }

            previous = statement;
        }

        // Scriban takes a missing end of the last braces.
        if (openBraces is not null) ReportBraces(Locate(scalar, openBraces.Span.Start.Offset, 2));
        return pieces;
    }

    private List<Piece> Read(ScriptStatement statement, YamlScalar scalar)
    {
        var start = statement.Span.Start.Offset;
        var location = Locate(scalar, start, statement.Span.End.Offset - start + 1);
        if (statement is ScriptRawStatement raw) return [new(raw.Text.ToString(), null, location)];
        if (statement is not ScriptExpressionStatement { Expression: ScriptVariableGlobal reference })
        {
            ReportBraces(location);
            return [];
        }

        if (variables.FirstOrDefault(v => v.Name == reference.Name) is { } variable) return [new("", variable, location)];
        var names = variables.Select(v => v.Name).ToList();
        diagnostics.Error(DiagnosticCodes.UnknownVariable, $"unknown variable '{reference.Name}'", location,
            NearestName.Suggest(reference.Name, names) ?? "define it under 'variables'");
        return [];
    }

    private void ReportBraces(SourceLocation location) =>
        diagnostics.Error(DiagnosticCodes.BadTemplate, "this is not '{{ name }}'", location, BracesRemedy);

    /// <summary>
    /// Where a part of the text stands in the file. Quotes, escapes and folded lines shift offsets, so the part is looked up by its
    /// words: the third <c>days</c> of the text is the third in the file.
    /// </summary>
    private SourceLocation Locate(YamlScalar scalar, int start, int length)
    {
        var part = scalar.Text.Substring(start, length);
        var end = Math.Min(scalar.End, source.Text.Length);
        var at = scalar.Start - 1;
        for (var i = -1; i < start;)
        {
            i = scalar.Text.IndexOf(part, i + 1, StringComparison.Ordinal);
            at = source.Text.IndexOf(part, at + 1, end - at - 1, StringComparison.Ordinal);
            if (at < 0) return scalar.Location;
        }

        return source.Locate(at, at + length);
    }

    private readonly record struct Piece(string Text, PlanVariable? Variable, SourceLocation Location);
}
