using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Enum;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Gives the columns that come to a table what its rows hold then: the default of the source, where it is a constant of a type that both sides have. The rows of
/// children and partitions hold what the table above that declares the column says.
/// </summary>
internal sealed class ColumnFills(DatabaseCatalog source, DatabaseCatalog target)
{
    /// <summary>The table with that said of the columns that the target lacks.</summary>
    public TableObject Fill(TableObject current, TableObject desired)
    {
        if (!desired.HoldsRows && desired.PartitionKey is null) return desired;
        var stands = current.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var filled = desired.Columns.Select(column => stands.Contains(column.Name) ? column : column with { Fill = Of(desired, column) });
        return desired with { Columns = filled.ToValueList() };
    }

    private string? Of(TableObject table, Column column)
    {
        if (column is not { Generated: null, Identity: null } || !IsOnBothSides(column)) return null;
        var declares = source.WithAncestors(table).FirstOrDefault(above => above.Columns.Any(other => other.Name == column.Name && other.IsLocal.Value));
        if (declares is null) return null;
        var identity = new ObjectIdentity("default", declares.Name.Schema, declares.Name.Name) { Member = column.Name };
        if (source.Objects.GetValueOrDefault(identity) is not ColumnDefaultObject value) return null;
        return ConstantDefault.Is(value.Expression, column.Type) ? $"({value.Expression})::{column.Type}" : null;
    }

    private bool IsOnBothSides(Column column) => source.Types.GetValueOrDefault(column.TypeOid.Value) is { IsBuiltIn: true }
        || source.OfType<EnumObject>().Any(item => IsTypeOf(column, item) && target.Objects.GetValueOrDefault(item.Identity) == item);

    private static bool IsTypeOf(Column column, EnumObject item) => new QualifiedName(item.Identity.Schema!, item.Identity.Name).Sql == column.Type;
}
