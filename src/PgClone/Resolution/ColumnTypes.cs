using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Changes the types of columns where they stand. PostgreSQL writes again what it made of the old type: plain indexes and keys, which read alike afterwards. What has an
/// expression over the column (default, check, view, policy) may read otherwise or forbid the change, and foreign keys look at other tables: these are made again around it.
/// </summary>
internal sealed class ColumnTypes(DatabaseCatalog target)
{
    private static readonly string[][] Widening =
    [
        ["smallint", "integer", "bigint", "numeric"],
        ["real", "double precision"],
        ["timestamp without time zone", "timestamp with time zone"],
    ];

    private readonly ILookup<ObjectIdentity, Dependency> _dependents = target.Dependencies.ToLookup(edge => edge.Referenced);

    /// <summary>The statements that turn one table into the other, types first, and the columns that get another; null when that is not to be had.</summary>
    public (IReadOnlyList<Statement> Changes, IEnumerable<string> Columns)? Change(TableObject current, TableObject desired)
    {
        var wanted = desired.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var retyped = current.Columns.Where(IsRetyped).ToList();
        if (retyped.Count == 0 || !StandsAlone(current) || !retyped.TrueForAll(column => IsFree(current, column))) return null;
        var between = current with { Columns = current.Columns.Select(column => retyped.Contains(column) ? Retyped(column) : column).ToValueList() };
        return between.ChangeTo(desired) is { } rest ? ([.. retyped.Select(column => Retype(desired, wanted[column.Name])), .. rest], retyped.Select(column => column.Name)) : null;

        bool IsRetyped(Column column) =>
            wanted.TryGetValue(column.Name, out var other) && (other.Type != column.Type || other.Collation != column.Collation);

        Column Retyped(Column column) => column with { Type = wanted[column.Name].Type, Collation = wanted[column.Name].Collation };
    }

    /// <summary>True for what PostgreSQL writes again by itself when a column gets another type.</summary>
    public static bool IsWrittenAgain(CatalogObject item) => item switch
    {
        ConstraintObject key => key.Type is ConstraintType.PrimaryKey or ConstraintType.Unique or ConstraintType.NotNull,
        IndexObject index => IsPlain(index),
        // It counts for the column, and is not made of it.
        SequenceObject => true,
        _ => false,
    };

    /// <summary>True when the cast can refuse no value, so that what becomes of the rows can be told before; false where that is not certain.</summary>
    public static bool CastsEverything(string from, string to) => Base(to) is "text" or "character varying" or "character"
        || Widening.Any(types => Array.IndexOf(types, from) is >= 0 and var here && Array.IndexOf(types, to) > here)
        || (Base(from) == to && to == "numeric");

    private static string Base(string type) => type.IndexOf('(', StringComparison.Ordinal) is > 0 and var place && type[^1] == ')' ? type[..place] : type;

    /// <summary>The value of a column as one of another type.</summary>
    public static string Cast(Column column) => $"{Identifier.Quote(column.Name)}::{column.Type}";

    /// <summary>No parents, children or partitions, whose columns change together; and nobody else has the type of its rows.</summary>
    private bool StandsAlone(TableObject table) => table is { HoldsRows: true, Foreign: null, OfType: null, PartitionOf: null } && table.Parents.Count == 0
        && !target.OfType<TableObject>().Any(other => other.Above.Contains(table.Name))
        && !_dependents[table.Identity].Any(edge => edge.Column == 0 && TableKind.IsTable(edge.Dependent.Kind));

    /// <summary>No generated column is computed of it: such a one would have to go before.</summary>
    private static bool IsFree(TableObject table, Column column) => column.Generated is null
        && !table.Columns.Any(other => other.Generated is { } generation && ExpressionLexer.Mentions(generation.Expression, column.Name));

    /// <summary>True for an index on columns alone: neither expressions nor a condition.</summary>
    private static bool IsPlain(IndexObject index) =>
        index.Frame.IndexOf('(', StringComparison.Ordinal) == index.Frame.LastIndexOf('(') && !index.Frame.Contains(" WHERE ", StringComparison.Ordinal);

    private static Statement Retype(TableObject table, Column column)
    {
        var collation = column.Collation is null ? "" : $" COLLATE {column.Collation}";
        var change = $"ALTER TABLE ONLY {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} TYPE {column.Type}{collation} USING {Cast(column)}";
        return new(change, Hazard.BlocksReads | Hazard.RewritesTable);
    }
}
