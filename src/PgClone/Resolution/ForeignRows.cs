using PgClone.Plans;
using PgClone.Postgres.Catalog.Table;
using PgClone.Selection;

namespace PgClone.Resolution;

/// <summary>Warns of a way around filters and masks: a cloned foreign table shows on the target what it shows on the source.</summary>
internal static class ForeignRows
{
    /// <summary>A note where the clone keeps rows or values back and takes foreign tables along.</summary>
    public static IEnumerable<string> Notes(CloneDefinition clone, SelectedObjects selected)
    {
        if (clone.Masks is not { Rules.Count: > 0 } && clone.Filters.All(filter => filter.Where is null)) return [];
        var tables = selected.Objects.Values.OfType<TableObject>()
            .Where(table => table.Foreign is not null)
            .Select(table => table.Name.ToString())
            .Order(StringComparer.Ordinal)
            .ToList();
        return tables.Count == 0 ? [] : [$"filters and masks do not reach foreign tables, which read from the same servers as on the source: {string.Join(", ", tables)}"];
    }
}
