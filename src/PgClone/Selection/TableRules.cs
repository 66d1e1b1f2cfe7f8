using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;

namespace PgClone.Selection;

/// <summary>Finds the rule of a plan that holds for a table. A rule for a partitioned table, or for a parent, holds for what is below it too.</summary>
public static class TableRules
{
    /// <summary>The last rule whose pattern fits the table, else the one that fits the nearest table above it; null for none.</summary>
    public static TRule? Last<TRule>(IReadOnlyCollection<TRule> rules, Func<TRule, Glob> pattern, TableObject table, DatabaseCatalog source)
        where TRule : class =>
        Nearest(rules, pattern, source.WithAncestors(table).Select(current => current.Name.ToString()));

    /// <summary>The rule that masks a column of a table; null for none.</summary>
    public static MaskRule? Mask(IReadOnlyCollection<MaskRule> rules, TableObject table, string column, DatabaseCatalog source) =>
        Nearest(rules, rule => rule.Pattern, source.WithAncestors(table).Select(current => $"{current.Name}.{column}"));

    /// <summary>The filter that says which rows of a table are copied. One that comes later and speaks of columns alone leaves it as it is.</summary>
    public static FilterRule? Rows(CloneDefinition clone, TableObject table, DatabaseCatalog source) =>
        Last([.. clone.Filters.Where(rule => rule.Where is not null)], rule => rule.Pattern, table, source);

    /// <summary>The filter that says which columns of a table are copied.</summary>
    public static FilterRule? Columns(CloneDefinition clone, TableObject table, DatabaseCatalog source) =>
        Last([.. clone.Filters.Where(rule => rule.IncludedColumns.Count + rule.ExcludedColumns.Count > 0)], rule => rule.Pattern, table, source);

    private static TRule? Nearest<TRule>(IReadOnlyCollection<TRule> rules, Func<TRule, Glob> pattern, IEnumerable<string> names)
        where TRule : class =>
        rules.Count == 0 ? null : names.Select(name => rules.LastOrDefault(rule => pattern(rule).Matches(name))).FirstOrDefault(rule => rule is not null);
}
