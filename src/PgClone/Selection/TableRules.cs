using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;

namespace PgClone.Selection;

/// <summary>Finds the rule of a plan that holds for a table. A rule for a partitioned table holds for its partitions too.</summary>
public static class TableRules
{
    /// <summary>The last rule whose pattern fits the table, else the one that fits the table it is a partition of; null for none.</summary>
    public static TRule? Last<TRule>(IEnumerable<TRule> rules, Func<TRule, string> pattern, TableObject table, DatabaseCatalog source)
        where TRule : class
    {
        var list = rules.ToList();
        if (list.Count == 0) return null;
        for (var current = table; ;)
        {
            if (list.LastOrDefault(rule => new Glob(pattern(rule)).Matches(current.Name.ToString())) is { } found) return found;
            if (current.PartitionOf is not { } partition
                || source.Objects.GetValueOrDefault(new(TableKind.Word, partition.Parent.Schema, partition.Parent.Name)) is not TableObject parent) return null;
            current = parent;
        }
    }
}
