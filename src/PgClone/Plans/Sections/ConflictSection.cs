using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>conflicts</c> of a clone.</summary>
internal static class ConflictSection
{
    public static ConflictSettings Read(YamlMapping clone, PlanContext context)
    {
        if (clone.Find("conflicts")?.Value is not YamlMapping conflicts) return new ConflictSettings { Default = ConflictRule.Error };
        return new ConflictSettings
        {
            Default = ReadRule(conflicts.Find("default")?.Value, context),
            Overrides = conflicts.EntriesOf("rules")
                .Select(e => new ConflictOverride { Pattern = new(e.Key), Rule = ReadRule(e.Value, context), Location = e.KeyLocation })
                .ToValueList(),
        };
    }

    private static ConflictRule ReadRule(YamlNode? value, PlanContext context)
    {
        if (value is not YamlScalar { IsText: true } scalar || !Enum.TryParse<ConflictRule>(scalar.Text, ignoreCase: true, out var rule))
            return ConflictRule.Error;
        if (rule is not (ConflictRule.Error or ConflictRule.Skip)) context.RefuseAt(scalar.Location, $"the conflict rule '{scalar.Text}'");
        return rule;
    }
}
