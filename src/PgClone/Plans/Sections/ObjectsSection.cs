using PgClone.Diagnostics;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>objects</c>, <c>include</c> and <c>data</c> of a clone: what is cloned.</summary>
internal static class ObjectsSection
{
    public static ValueList<Selector> ReadSelectors(YamlMapping clone, SourceLocation location, PlanContext context)
    {
        if (clone.Find("objects") is null) return [new Selector { Text = "*", Pattern = new("*"), Location = location }];
        var selectors = new List<Selector>();
        foreach (var item in clone.ItemsOf("objects"))
        {
            var scalar = item as YamlScalar ?? (item as YamlMapping)?.Text("match");
            if (scalar is not { IsText: true }) continue;
            var optional = item is YamlMapping mapping && mapping.Boolean("optional", otherwise: false);
            if (ReadSelector(scalar, context) is { } selector) selectors.Add(selector with { Optional = optional });
        }

        if (selectors.Count > 0 && selectors.TrueForAll(s => s.Negated))
            context.Diagnostics.Error(DiagnosticCodes.BadSelector, "every selector leaves something out, so nothing is selected",
                selectors[0].Location, "start with \"*\" to select the whole database");
        return selectors.ToValueList();
    }

    public static IncludeSwitches ReadInclude(YamlMapping clone)
    {
        if (clone.Find("include")?.Value is not YamlMapping include) return new IncludeSwitches();
        return new IncludeSwitches
        {
            Indexes = include.Boolean("indexes", otherwise: true),
            Constraints = include.Boolean("constraints", otherwise: true),
            Triggers = include.Boolean("triggers", otherwise: true),
            Matviews = include.Boolean("matviews", otherwise: true),
            Comments = include.Boolean("comments", otherwise: true),
            Extensions = include.Boolean("extensions", otherwise: true),
            Privileges = include.Boolean("privileges", otherwise: true),
            SecurityLabels = include.Boolean("securityLabels", otherwise: true),
            Owners = include.Boolean("owners", otherwise: false),
            Subscriptions = include.Boolean("subscriptions", otherwise: false),
        };
    }

    public static ValueList<DataRule> ReadData(YamlMapping clone, SourceLocation location, PlanContext context)
    {
        var everything = new DataRule { Pattern = new("*"), Copy = true, Location = location };
        return clone.Find("data")?.Value switch
        {
            YamlMapping rules => [everything,
                .. rules.Entries.Select(e => ReadRule(e.Key, e.Value, e.KeyLocation, context)).OfType<DataRule>()],
            YamlScalar { IsText: true } word when ReadRule("*", word, word.Location, context) is { } rule => [rule],
            _ => [everything],
        };
    }

    private static DataRule? ReadRule(string pattern, YamlNode value, SourceLocation location, PlanContext context)
    {
        if (value is not YamlScalar { IsText: true } scalar) return null;
        var word = context.Templates.Render(scalar);
        if (word is not ("full" or "none"))
            context.Diagnostics.Error(DiagnosticCodes.NotAllowed, $"'data' cannot be '{word}'", scalar.Location,
                NearestName.Suggest(word, ["full", "none"]));
        return new DataRule { Pattern = new(pattern), Copy = word == "full", Location = location };
    }

    private static Selector? ReadSelector(YamlScalar scalar, PlanContext context)
    {
        var text = context.Templates.Render(scalar);
        var rest = text.Trim();
        var negated = rest.StartsWith('!');
        if (negated) rest = rest[1..].Trim();
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        // A colon may also be part of a quoted name; a kind is a plain word.
        var hasKind = colon > 0 && rest[..colon].All(c => char.IsAsciiLetter(c) || c is '_' or '-' or ' ');
        var pattern = hasKind ? rest[(colon + 1)..].Trim() : rest;
        if (pattern.Length == 0 || pattern.StartsWith('!') || colon == 0)
        {
            context.Diagnostics.Error(DiagnosticCodes.BadSelector, $"'{text}' is no selector", scalar.Location,
                "write a glob such as app.*, with an optional kind and '!' before it: \"!function:app.*\"");
            return null;
        }

        return new Selector { Text = text, Negated = negated, Kind = hasKind ? rest[..colon].Trim() : null, Pattern = new(pattern),
            Location = scalar.Location };
    }
}
