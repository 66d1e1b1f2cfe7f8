using PgClone.Plans.Yaml;
using PgClone.Postgres.Sql;

namespace PgClone.Plans.Sections;

/// <summary>Reads <c>filters</c> of a clone.</summary>
internal static class FilterSection
{
    public static ValueList<FilterRule> Read(YamlMapping clone, PlanContext context) =>
        clone.EntriesOf("filters").Where(e => e.Value is YamlMapping).Select(e => Read(e, (YamlMapping)e.Value, context)).ToValueList();

    private static FilterRule Read(YamlEntry entry, YamlMapping filter, PlanContext context)
    {
        context.Refuse(filter, "sample", "follow", "limit", "references");
        var columns = filter.Find("columns")?.Value as YamlMapping;
        var included = Names(columns, "include");
        var excluded = Names(columns, "exclude");
        var where = filter.Text("where");
        return new FilterRule
        {
            Pattern = new(entry.Key),
            IncludedColumns = included.Select(context.Templates.Render).ToValueList(),
            ExcludedColumns = excluded.Select(context.Templates.Render).ToValueList(),
            ColumnLocations = included.Concat(excluded).Select(c => c.Location).ToValueList(),
            Where = where is null ? null : context.Templates.RenderSql(where),
            WhereLocation = where?.Location,
            Location = entry.KeyLocation,
        };
    }

    private static List<YamlScalar> Names(YamlMapping? columns, string key) =>
        columns is null ? [] : [.. columns.ItemsOf(key).OfType<YamlScalar>().Where(c => c.IsText)];
}
