using PgClone.Postgres.Catalog.ColumnDefault;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Writes CREATE TABLE and what must follow it.</summary>
internal static class TableStatements
{
    public static IEnumerable<Statement> Create(TableObject table, IReadOnlyCollection<CatalogObject> inlined, IReadOnlyCollection<ConstraintObject> fromParents)
    {
        var child = IsAttachedLater(table) ? new StandInParent(table, [.. inlined.OfType<ConstraintObject>()], fromParents) : null;
        var created = child is { IsNeeded: true }
            ? child.Create((elements, parents) => CreateTable(table, elements, parents))
            : CreateAlone(table, [.. inlined, .. fromParents]);
        foreach (var statement in created) yield return statement;
        foreach (var column in table.Columns)
            foreach (var statement in Settings(table, column)) yield return statement;
        foreach (var column in table.Columns)
            foreach (var statement in column.Identity?.Log(table.Unlogged) ?? []) yield return statement;
        foreach (var statement in Flags(table)) yield return statement;
    }

    private static IEnumerable<Statement> CreateAlone(TableObject table, IReadOnlyCollection<CatalogObject> inlined)
    {
        var isAttachedLater = IsAttachedLater(table);
        yield return CreateTable(table, Elements(table, inlined), isAttachedLater ? [] : [.. table.Parents.Select(parent => parent.Sql)]);
        if (isAttachedLater)
            foreach (var parent in table.Parents)
                yield return $"ALTER TABLE ONLY {table.Name.Sql} INHERIT {parent.Sql}";
        // What a parent has for a default is not the child's: it gets its own, if any, afterwards.
        foreach (var column in table.Columns.Where(column => table.Parents.Count > 0 && column is { IsInherited.Value: true, Generated: null, Identity: null }))
            yield return Alter(table, column, "DROP DEFAULT");
        foreach (var column in table.Columns.Where(column => HasOwnNotNull(table, column) && column.NotNullConstraint.Value is null))
            yield return Alter(table, column, "SET NOT NULL");
        foreach (var column in table.Columns.Where(column => column.Identity is not null && !IsDeclared(table, column))) yield return Identify(table, column);
    }

    /// <summary>The ALTERs that no column definition can hold on all versions.</summary>
    public static IEnumerable<Statement> Settings(TableObject table, Column column)
    {
        foreach (var action in column.Settings.Actions()) yield return Alter(table, column, action);
        foreach (var statement in column.Identity?.Complete(column.Type) ?? []) yield return statement;
        if (ForeignOptions.Change([], column.ForeignOptions, column.SecretPrefix) is { } options) yield return Alter(table, column, options);
        if (column.Comment is not null) yield return Describe(table, column);
        if (column.NotNullComment is not null) yield return NotNullStatements.Describe(table, column);
    }

    public static Statement Describe(TableObject table, Column column) =>
        $"COMMENT ON COLUMN {table.Name.Sql}.{Identifier.Quote(column.Name)} IS {Literal.Quote(column.Comment)}";

    public static Statement Alter(TableObject table, Column column, string action) =>
        $"ALTER TABLE ONLY {table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} {action}";

    /// <summary>Makes a column that stands an identity: no child has that from its parents.</summary>
    public static Statement Identify(TableObject table, Column column) => Alter(table, column, $"ADD{column.Identity!.Sql}");

    private static IEnumerable<Statement> Flags(TableObject table)
    {
        if (table.RowSecurity) yield return $"ALTER TABLE ONLY {table.Name.Sql} ENABLE ROW LEVEL SECURITY";
        if (table.ForceRowSecurity) yield return $"ALTER TABLE ONLY {table.Name.Sql} FORCE ROW LEVEL SECURITY";
        foreach (var action in table.Marks.Actions()) yield return $"ALTER TABLE ONLY {table.Name.Sql} {action}";
    }

    private static List<string> Elements(TableObject table, IReadOnlyCollection<CatalogObject> inlined)
    {
        var defaults = inlined.OfType<ColumnDefaultObject>().ToDictionary(value => value.Identity.Member!, StringComparer.Ordinal);
        return
        [
            .. table.Columns.Where(column => IsDeclared(table, column))
                .Select(column => Element(table, column, defaults.GetValueOrDefault(column.Name)?.Expression))
                .OfType<string>(),
            .. table.Columns.Where(column => HasOwnNotNull(table, column) && column.NotNullConstraint.Value is not null).Select(NotNullStatements.TableClause),
            .. inlined.OfType<ConstraintObject>().Select(check => check.Clause),
        ];
    }

    private static Statement CreateTable(TableObject table, IReadOnlyList<string> elements, IReadOnlyList<string> parents)
    {
        var body = elements.Count == 0 ? "" : $"\n    {string.Join(",\n    ", elements)}\n";
        return string.Concat(
            $"CREATE {(table.Unlogged ? "UNLOGGED " : table.Foreign is null ? "" : "FOREIGN ")}TABLE {table.Name.Sql}",
            table.OfType is null ? $" ({body})" : $" OF {table.OfType}{(body == "" ? "" : $" ({body})")}",
            parents.Count == 0 ? "" : $"\nINHERITS ({string.Join(", ", parents)})",
            table.PartitionKey is null ? "" : $"\nPARTITION BY {table.PartitionKey}",
            table.AccessMethod is null ? "" : $"\nUSING {Identifier.Quote(table.AccessMethod)}",
            RelationOptions.With(table.Options),
            table.Place.Clause,
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

    /// <summary>The NOT NULLs that come with the parents, in words.</summary>
    public static IEnumerable<string> FromParents(TableObject table) => table.Parents.Count == 0 || IsAttachedLater(table) ? [] : table.Columns
        .Where(column => column is { IsInherited.Value: true, NotNull: true, NotNullIsLocal.Value: false })
        .Select(column => $"{Identifier.Quote(column.Name)} is NOT NULL with that of a parent");

    /// <summary>True for NOT NULL that a child asks for on a column that it does not declare. From 18 on it is a constraint of the table.</summary>
    private static bool HasOwnNotNull(TableObject table, Column column) =>
        !IsDeclared(table, column) && column is { NotNull: true, NotNullIsLocal.Value: true };

    public static bool IsDeclared(TableObject table, Column column) =>
        table.Parents.Count == 0 || column.IsLocal.Value || IsAttachedLater(table);

    /// <summary>
    /// CREATE TABLE … INHERITS puts the parents' columns first, in the order of the parents. A child that has them otherwise
    /// keeps its order only when it is made alone and told its parents afterwards.
    /// </summary>
    public static bool IsAttachedLater(TableObject table)
    {
        if (table.Parents.Count == 0) return false;
        var inherited = table.Columns.TakeWhile(column => column.IsInherited.Value).ToList();
        return table.Columns.Skip(inherited.Count).Any(column => column.IsInherited.Value)
            || inherited.Zip(inherited.Skip(1)).Any(pair => pair.First.InheritedPlace.Value > pair.Second.InheritedPlace.Value);
    }
}
