using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Writes CREATE TABLE and what must follow it.</summary>
internal static class TableStatements
{
    public static IEnumerable<Statement> Create(TableObject table, IReadOnlyCollection<CatalogObject> inlined)
    {
        yield return CreateTable(table, inlined);
        if (IsAttachedLater(table))
            foreach (var parent in table.Parents)
                yield return $"ALTER TABLE ONLY {table.Name.Sql} INHERIT {parent.Sql}";
        // What a parent has for a default is not the child's: it gets its own, if any, afterwards.
        foreach (var column in table.Columns.Where(column => table.Parents.Count > 0 && column is { IsInherited.Value: true, Generated: null, Identity: null }))
            yield return Alter(table, column, "DROP DEFAULT");
        foreach (var column in table.Columns)
        {
            if (!IsDeclared(table, column) && column is { NotNull: true, NotNullIsLocal.Value: true })
                yield return RefuseNull(table, column);
            foreach (var statement in Settings(table, column)) yield return statement;
        }

        foreach (var column in table.Columns)
            foreach (var statement in column.Identity?.Log(table.Unlogged) ?? []) yield return statement;
        foreach (var statement in Flags(table)) yield return statement;
    }

    /// <summary>The ALTERs that no column definition can hold on all versions.</summary>
    public static IEnumerable<Statement> Settings(TableObject table, Column column)
    {
        if (column.Storage is not null) yield return Alter(table, column, $"SET STORAGE {column.Storage}");
        if (column.Compression is not null) yield return Alter(table, column, $"SET COMPRESSION {column.Compression}");
        if (column.StatisticsTarget is { } target) yield return Alter(table, column, $"SET STATISTICS {target}");
        if (column.Options.Count > 0) yield return Alter(table, column, $"SET ({RelationOptions.List(column.Options)})");
        if (ForeignOptions.Change([], column.ForeignOptions, column.SecretPrefix) is { } options) yield return Alter(table, column, options);
        if (column.Comment is not null) yield return Describe(table, column);
    }

    public static Statement Describe(TableObject table, Column column) =>
        $"COMMENT ON COLUMN {table.Name.Sql}.{Identifier.Quote(column.Name)} IS {Literal.Quote(column.Comment)}";

    public static Statement Alter(TableObject table, Column column, string action) =>
        $"ALTER TABLE ONLY {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} {action}";

    /// <summary>Takes NOT NULL from a column and from those of the children that have it from there.</summary>
    public static Statement AllowNull(TableObject table, Column column) => $"ALTER TABLE {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} DROP NOT NULL";

    /// <summary>NOT NULL for a column that stands and those of the children, under its name where that is not the one that the server would choose.</summary>
    public static Statement RefuseNull(TableObject table, Column column) => column.NotNullName is null && !column.NotNullNoInherit
        ? $"ALTER TABLE {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} SET NOT NULL"
        : $"ALTER TABLE {table.Name.Sql} ADD CONSTRAINT {NotNullName(table, column)} NOT NULL {Identifier.Quote(column.Name)}{(column.NotNullNoInherit ? " NO INHERIT" : "")}";

    /// <summary>The quoted name of the constraint behind NOT NULL.</summary>
    public static string NotNullName(TableObject table, Column column) =>
        Identifier.Quote(column.NotNullName ?? $"{table.Identity.Name}_{column.Name}_not_null");

    private static IEnumerable<Statement> Flags(TableObject table)
    {
        if (table.RowSecurity) yield return $"ALTER TABLE ONLY {table.Name.Sql} ENABLE ROW LEVEL SECURITY";
        if (table.ForceRowSecurity) yield return $"ALTER TABLE ONLY {table.Name.Sql} FORCE ROW LEVEL SECURITY";
        if (table.ReplicaIdentity != "DEFAULT") yield return $"ALTER TABLE ONLY {table.Name.Sql} REPLICA IDENTITY {table.ReplicaIdentity}";
    }

    private static Statement CreateTable(TableObject table, IReadOnlyCollection<CatalogObject> inlined)
    {
        var defaults = inlined.OfType<ColumnDefaultObject>().ToDictionary(value => value.Identity.Member!, StringComparer.Ordinal);
        var elements = table.Columns.Where(column => IsDeclared(table, column))
            .Select(column => Element(table, column, defaults.GetValueOrDefault(column.Name)?.Expression))
            .OfType<string>()
            .Concat(inlined.OfType<ConstraintObject>().Select(check => check.Clause))
            .ToList();
        var body = elements.Count == 0 ? "" : $"\n    {string.Join(",\n    ", elements)}\n";
        var inherits = table.Parents.Count > 0 && !IsAttachedLater(table)
            ? $"\nINHERITS ({string.Join(", ", table.Parents.Select(parent => parent.Sql))})" : "";
        return string.Concat(
            $"CREATE {(table.Unlogged ? "UNLOGGED " : table.Foreign is null ? "" : "FOREIGN ")}TABLE {table.Name.Sql}",
            table.OfType is null ? $" ({body})" : $" OF {table.OfType}{(body == "" ? "" : $" ({body})")}",
            inherits,
            table.PartitionKey is null ? "" : $"\nPARTITION BY {table.PartitionKey}",
            table.AccessMethod is null ? "" : $"\nUSING {Identifier.Quote(table.AccessMethod)}",
            RelationOptions.With(table.Options),
            table.Foreign?.Sql);
    }

    /// <summary>A typed table lists only the columns to which it adds something.</summary>
    private static string? Element(TableObject table, Column column, string? defaultExpression)
    {
        // A child takes generation and NOT NULL from its parent. Repeating the one is refused before 16, the other is a second constraint from 18 on.
        if (table.Parents.Count > 0 && column.IsInherited.Value && !IsAttachedLater(table))
            column = column with { Generated = column.GeneratedIsLocal.Value ? column.Generated : null, NotNull = column.NotNull && column.NotNullIsLocal.Value };
        if (table.OfType is null) return column.Definition(defaultExpression);
        var additions = column.Definition(defaultExpression)[(Identifier.Quote(column.Name).Length + 1 + column.Type.Length)..];
        return additions == "" ? null : $"{Identifier.Quote(column.Name)} WITH OPTIONS{additions}";
    }

    private static bool IsDeclared(TableObject table, Column column) =>
        table.Parents.Count == 0 || column.IsLocal.Value || IsAttachedLater(table);

    /// <summary>
    /// CREATE TABLE … INHERITS puts the parents' columns first. A child that has one of them behind a column of its own
    /// keeps its order only when it is made alone and told its parents afterwards.
    /// </summary>
    private static bool IsAttachedLater(TableObject table)
    {
        if (table.Parents.Count == 0) return false;
        var firstOwn = table.Columns.TakeWhile(column => column.IsInherited.Value).Count();
        return table.Columns.Skip(firstOwn).Any(column => column.IsInherited.Value);
    }
}
