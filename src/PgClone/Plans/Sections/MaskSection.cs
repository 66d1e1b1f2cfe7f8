using System.Globalization;
using PgClone.Diagnostics;
using PgClone.Plans.Variables;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>masks</c> of a clone.</summary>
internal static class MaskSection
{
    public static MaskSettings? Read(YamlMapping clone, PlanContext context)
    {
        if (clone.Find("masks") is not { Value: YamlMapping masks } section) return null;
        context.Refuse(masks, "unmasked", "keep", "use");
        var key = masks.Text("key") is { } scalar ? context.Templates.Secret(scalar) : null;
        return new MaskSettings
        {
            Key = key?.Secret,
            KeyReference = Reference(key),
            Rules = masks.EntriesOf("rules").Select(e => ReadRule(e, context)).OfType<MaskRule>().ToValueList(),
            Location = section.KeyLocation,
        };
    }

    private static KeyReference? Reference(PlanVariable? key) =>
        key?.EnvironmentVariable is { } environment ? new KeyReference { Variable = key.Name, EnvironmentVariable = environment } : null;

    private static MaskRule? ReadRule(YamlEntry entry, PlanContext context)
    {
        var type = entry.Value as YamlScalar ?? (entry.Value as YamlMapping)?.Find("type")?.Value as YamlScalar;
        if (type is { IsNull: true }) ReportNull(entry, type, context);
        if (type is not { IsText: true }) return null;
        var parameters = entry.Value is YamlMapping mapping ? ReadParameters(mapping, context) : MaskParameters.None;
        return new MaskRule
        {
            Pattern = new(entry.Key),
            Type = context.Templates.Render(type),
            Parameters = parameters,
            Location = entry.KeyLocation,
            TypeLocation = type.Location,
        };
    }

    private static void ReportNull(YamlEntry entry, YamlScalar type, PlanContext context) =>
        context.Diagnostics.Error(DiagnosticCodes.AmbiguousNull, $"the mask of {entry.Key} is empty", type.Location,
            "to write NULL, name the mask in quotes: \"null\"");

    private static MaskParameters ReadParameters(YamlMapping rule, PlanContext context)
    {
        var parameters = rule.Entries.Where(e => e.Key != "type" && e.Value is YamlScalar).Select(e =>
            ReadParameter(e, (YamlScalar)e.Value, context));
        return new MaskParameters { All = parameters.ToValueList() };
    }

    // A variable keeps its type: min: "{{ lowest }}" is a number when the text it gives is one and stands for all of the value.
    private static MaskParameter ReadParameter(YamlEntry entry, YamlScalar value, PlanContext context)
    {
        var text = value.IsText ? context.Templates.Render(value) : value.Text;
        var integer = value.AsInteger ?? (text != value.Text
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given : null);
        return new MaskParameter
        {
            Name = entry.Key,
            Text = text,
            WholeNumber = integer,
            Number = value.AsNumber ?? integer,
            Boolean = value.AsBoolean,
            NameLocation = entry.KeyLocation,
            Location = value.Location,
        };
    }
}
