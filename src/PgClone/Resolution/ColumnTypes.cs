using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Changes the types of columns where they stand. PostgreSQL writes again what it made of the old type: plain indexes and keys, which read alike afterwards. What has an
/// expression over the column (default, check, view, policy) may read otherwise or forbid the change, and foreign keys look at other tables: then the table is made again.
/// </summary>
internal sealed class ColumnTypes(DatabaseCatalog target)
{
    private readonly ILookup<ObjectIdentity, Dependency> _dependents = target.Dependencies.ToLookup(edge => edge.Referenced);

    /// <summary>The statements that turn one table into the other, types first; null when that is not to be had.</summary>
    public IReadOnlyList<Statement>? Change(TableObject current, TableObject desired)
    {
        var wanted = desired.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var retyped = current.Columns.Where(column => wanted.TryGetValue(column.Name, out var other) && (other.Type != column.Type || other.Collation != column.Collation)).ToList();
        if (retyped.Count == 0 || !StandsAlone(current) || !retyped.TrueForAll(column => IsFree(current, column))) return null;
        var between = current with { Columns = current.Columns.Select(column => retyped.Contains(column) ? column with { Type = wanted[column.Name].Type, Collation = wanted[column.Name].Collation } : column).ToValueList() };
        return between.ChangeTo(desired) is { } rest ? [.. retyped.Select(column => Retype(desired, wanted[column.Name])), .. rest] : null;
    }

    /// <summary>No parents, children or partitions, whose columns change together; and nobody else has the type of its rows.</summary>
    private bool StandsAlone(TableObject table) => table is { HoldsRows: true, Foreign: null, OfType: null, PartitionOf: null } && table.Parents.Count == 0
        && !target.OfType<TableObject>().Any(other => other.Above.Contains(table.Name))
        && !_dependents[table.Identity].Any(edge => edge.Column == 0 && TableKind.IsTable(edge.Dependent.Kind));

    private bool IsFree(TableObject table, Column column) => column is { Identity: null, Generated: null }
        && _dependents[table.Identity].Where(edge => edge.Column == column.Attribute.Value).All(edge => target.Objects.GetValueOrDefault(edge.Dependent) switch
        {
            ConstraintObject key => key.Type is ConstraintType.PrimaryKey or ConstraintType.Unique && !IsReferenced(key),
            IndexObject index => IsPlain(index),
            _ => false,
        });

    private bool IsReferenced(ConstraintObject key) => target.OfType<ConstraintObject>().Any(other => other.References == key.Table);

    /// <summary>True for an index on columns alone: neither expressions nor a condition.</summary>
    private static bool IsPlain(IndexObject index) =>
        index.Frame.IndexOf('(', StringComparison.Ordinal) == index.Frame.LastIndexOf('(') && !index.Frame.Contains(" WHERE ", StringComparison.Ordinal);

    private static Statement Retype(TableObject table, Column column)
    {
        var name = Identifier.Quote(column.Name);
        var collation = column.Collation is null ? "" : $" COLLATE {column.Collation}";
        return new($"ALTER TABLE ONLY {table.Name.Sql} ALTER COLUMN {name} TYPE {column.Type}{collation} USING {name}::{column.Type}", Hazard.BlocksReads | Hazard.RewritesTable);
    }
}
