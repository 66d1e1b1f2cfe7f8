using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Selection;

/// <summary>Which columns of which tables are cloned, by the filters' <c>columns</c>. What is said of a table holds for its partitions and children.</summary>
public sealed class ColumnSelection
{
    private readonly Dictionary<QualifiedName, HashSet<string>> _excluded = [];
    private readonly Dictionary<QualifiedName, FilterRule> _filters = [];
    private readonly DatabaseCatalog _source;

    /// <summary>Reads the filters; names that no column has are told to <paramref name="diagnostics"/>.</summary>
    public ColumnSelection(CloneDefinition clone, DatabaseCatalog source, DiagnosticBag diagnostics)
    {
        _source = source;
        foreach (var table in source.OfType<TableObject>())
        {
            if (TableRules.Columns(clone, table, source) is not { } filter) continue;
            Check(filter, table, diagnostics);
            _filters[table.Name] = filter;
            var excluded = table.Columns.Select(column => column.Name)
                .Where(name => filter.ExcludedColumns.Contains(name) || (filter.IncludedColumns.Count > 0 && !filter.IncludedColumns.Contains(name)))
                .ToHashSet(StringComparer.Ordinal);
            if (excluded.Count > 0) _excluded[table.Name] = excluded;
        }
    }

    /// <summary>True when the column is cloned.</summary>
    public bool Keeps(QualifiedName table, string column) => !_excluded.TryGetValue(table, out var excluded) || !excluded.Contains(column);

    /// <summary>The selected objects that cannot do without an excluded column, each with that column.</summary>
    public IEnumerable<(ObjectIdentity Item, string Column)> Dependents(IReadOnlySet<ObjectIdentity> selected)
    {
        if (_excluded.Count == 0) yield break;
        var dependents = _source.Dependencies.ToLookup(edge => edge.Referenced);
        var reasons = new Dictionary<ObjectIdentity, string>();
        var queue = new Queue<ObjectIdentity>();
        foreach (var (name, columns) in _excluded)
        {
            var table = _source.Table(name)!;
            var numbers = table.Columns.Where(column => columns.Contains(column.Name)).ToDictionary(column => column.Attribute.Value, column => column.Name);
            foreach (var edge in dependents[table.Identity].Where(edge => numbers.ContainsKey(edge.Column)))
                if (edge.Dependent.Kind != "sequence" && reasons.TryAdd(edge.Dependent, $"column {name}.{numbers[edge.Column]}")) queue.Enqueue(edge.Dependent);
        }

        while (queue.TryDequeue(out var item))
            foreach (var edge in dependents[item])
                if (reasons.TryAdd(edge.Dependent, reasons[item])) queue.Enqueue(edge.Dependent);
        foreach (var (item, column) in reasons.OrderBy(pair => pair.Key))
            if (selected.Contains(item)) yield return (item, column);
    }

    /// <summary>Tells of selected partitions and children that would lack a column of a table above, or have one that was left out there.</summary>
    public void CheckFamilies(IReadOnlySet<ObjectIdentity> selected, DiagnosticBag diagnostics)
    {
        if (_excluded.Count == 0) return;
        foreach (var table in _source.OfType<TableObject>().Where(table => selected.Contains(table.Identity)).OrderBy(table => table.Name))
            foreach (var parent in table.Above.Select(_source.Table).OfType<TableObject>())
                if (parent.Columns.FirstOrDefault(column => IsTornApart(column.Name, parent, table)) is { } column)
                    Refuse(table, parent, column.Name, diagnostics);
    }

    private bool IsTornApart(string column, TableObject parent, TableObject table) =>
        table.Columns.Any(own => own.Name == column) && Keeps(parent.Name, column) != Keeps(table.Name, column);

    private void Refuse(TableObject table, TableObject parent, string column, DiagnosticBag diagnostics)
    {
        var (left, kept) = Keeps(table.Name, column) ? (parent.Name, table.Name) : (table.Name, parent.Name);
        var filter = _filters.GetValueOrDefault(table.Name) ?? _filters[parent.Name];
        var place = filter.ExcludedColumns.Concat(filter.IncludedColumns).Index().Where(item => item.Item == column).Select(item => item.Index).DefaultIfEmpty(-1).First();
        var below = table.PartitionOf is null ? "child" : "partition";
        diagnostics.Error(DiagnosticCodes.ColumnsOfFamily,
            $"column {column} is left out of {left} and kept in {kept}: a {below} has the columns of the table above",
            place >= 0 && place < filter.ColumnLocations.Count ? filter.ColumnLocations[place] : filter.Location,
            $"say it of {parent.Name}, which holds for all below it{(_filters.GetValueOrDefault(table.Name) == _filters.GetValueOrDefault(parent.Name) ? "" : $", or of both")}");
    }

    private static void Check(FilterRule filter, TableObject table, DiagnosticBag diagnostics)
    {
        var names = table.Columns.Select(column => column.Name).ToList();
        foreach (var name in filter.ExcludedColumns.Concat(filter.IncludedColumns).Where(name => !names.Contains(name)))
            diagnostics.Error(DiagnosticCodes.UnknownColumn, $"table {table.Name} has no column '{name}'", filter.Location, NearestName.Suggest(name, names));
    }
}
