using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>Which tables belong together as parents, children and partitions: a lock on a parent reaches its children.</summary>
public sealed class TableFamilies
{
    private readonly Dictionary<QualifiedName, QualifiedName> _parents = [];
    private readonly ILookup<QualifiedName, QualifiedName> _children;

    /// <summary>The families of all tables of a catalog.</summary>
    public TableFamilies(DatabaseCatalog catalog)
    {
        var edges = catalog.OfType<TableObject>()
            .SelectMany(table => table.Above.Select(parent => (Parent: parent, Child: table.Name))).ToList();
        foreach (var (parent, child) in edges) _parents.TryAdd(child, parent);
        _children = edges.ToLookup(edge => edge.Parent, edge => edge.Child);
    }

    /// <summary>The topmost table; the table itself when it has no parent.</summary>
    public QualifiedName Root(QualifiedName table)
    {
        while (_parents.TryGetValue(table, out var parent)) table = parent;
        return table;
    }

    /// <summary>The table and those above it up to the topmost; of several parents the first.</summary>
    public IEnumerable<QualifiedName> WithAncestors(QualifiedName table)
    {
        yield return table;
        while (_parents.TryGetValue(table, out var parent)) yield return table = parent;
    }

    /// <summary>The table and all below it.</summary>
    public IEnumerable<QualifiedName> WithDescendants(QualifiedName table) =>
        _children[table].SelectMany(WithDescendants).Prepend(table);
}
