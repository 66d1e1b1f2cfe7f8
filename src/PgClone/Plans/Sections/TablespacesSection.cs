using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>tablespaces</c> of a clone.</summary>
internal static class TablespacesSection
{
    public static ValueList<TablespaceMapping> Read(YamlMapping clone, PlanContext context) =>
        clone.Find("tablespaces")?.Value is not YamlMapping tablespaces ? []
            : tablespaces.EntriesOf("map").Where(entry => entry.Value is YamlScalar)
                .Select(entry => new TablespaceMapping(entry.Key, Name((YamlScalar)entry.Value, context))).ToValueList();

    private static string? Name(YamlScalar name, PlanContext context) => name.IsNull || name.Text.Length == 0 ? null : context.Templates.Render(name);
}
