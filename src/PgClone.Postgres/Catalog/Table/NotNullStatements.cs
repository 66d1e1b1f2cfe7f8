using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Writes NOT NULL of columns, which from 18 on is a constraint with a name, a comment and NO INHERIT.</summary>
internal static class NotNullStatements
{
    /// <summary>The constraint behind the type of a column that is NOT NULL. A comment needs to know the name.</summary>
    public static string Clause(Column column) => $"{Named(column)}NOT NULL{NoInherit(column)}";

    /// <summary>The constraint as an element of CREATE TABLE or behind ADD (18 and later).</summary>
    public static string TableClause(Column column) => $"{Named(column)}NOT NULL {Identifier.Quote(column.Name)}{NoInherit(column)}";

    /// <summary>The same for a table that many have the constraint from, all under this name.</summary>
    public static string SharedClause(Column column) => $"CONSTRAINT {Identifier.Quote(column.NotNullConstraint.Value!)} NOT NULL {Identifier.Quote(column.Name)}";

    /// <summary>True for what a server that has no such constraints in its catalog cannot hold.</summary>
    public static bool NeedsCatalogue(TableObject table, Column column) =>
        column.NotNullNoInherit || column.NotNullComment is not null
        || (column is { NotNullName: not null, NotNullIsLocal.Value: true } && !TableStatements.IsDeclared(table, column));

    public static Statement Describe(TableObject table, Column column) =>
        $"COMMENT ON CONSTRAINT {Name(table, column)} ON {table.Name.Sql} IS {Literal.Quote(column.NotNullComment)}";

    /// <summary>What turns the NOT NULL of one column into that of another of the same name; empty when they are alike.</summary>
    public static IEnumerable<Statement> Between(TableObject table, Column current, Column desired)
    {
        if (current.NotNull != desired.NotNull)
        {
            if (!desired.NotNull) yield return Alter(table, desired, "DROP NOT NULL", ownOnly: !current.NotNullSpreads.Value);
            else if (current is { NotNullConstraint.Value: { } invalid, NotNullIsLocal.Value: false })
                yield return new($"ALTER TABLE {table.Name.Sql} VALIDATE CONSTRAINT {Identifier.Quote(invalid)}") { TestsRows = table.Foreign is null };
            else if (desired.NotNullIsLocal.Value || !current.NotNullSpreads.Value) yield return Add(table, desired, current);
            if (desired.NotNullComment is not null) yield return Describe(table, desired) with { TestsRows = desired.NotNull && table.Foreign is null };
            yield break;
        }

        // Those above may give it up, and would take it along. What is declared once cannot be taken back while a parent asks for it, and says no more.
        var becomesOwn = current.NotNull && !current.NotNullIsLocal.Value && (desired.NotNullIsDeclared || !desired.NotNullIsInherited.Value);
        if (becomesOwn) yield return Alter(table, current, "SET NOT NULL", ownOnly: false) with { ComesFirst = true };
        // What comes from above is renamed along with it; what shall come from above must have its name before.
        var isRenamed = (becomesOwn || current.NotNullName != desired.NotNullName) && Name(table, current) != Name(table, desired);
        if (isRenamed && !(current.NotNullIsInherited.Value && desired.NotNullIsInherited.Value))
        {
            var rename = $"ALTER TABLE {table.Name.Sql} RENAME CONSTRAINT {Name(table, current)} TO {Name(table, desired)}";
            yield return new(rename, Hazard.BlocksReads) { ComesFirst = !current.NotNullIsInherited.Value };
        }

        if (current.NotNullNoInherit != desired.NotNullNoInherit && table.Foreign is not null)
        {
            // ALTER CONSTRAINT is not for foreign tables.
            yield return Alter(table, desired, "DROP NOT NULL", ownOnly: false);
            yield return Add(table, desired, current);
            if (desired.NotNullComment is not null) yield return Describe(table, desired);
            yield break;
        }

        if (current.NotNullNoInherit != desired.NotNullNoInherit)
            yield return new($"ALTER TABLE {table.Name.Sql} ALTER CONSTRAINT {Name(table, desired)} {(desired.NotNullNoInherit ? "NO INHERIT" : "INHERIT")}", Hazard.BlocksReads);
        if (current.NotNullComment != desired.NotNullComment) yield return Describe(table, desired);
    }

    /// <summary>The constraint for a column that was added without: of the table that declares it, and of all below.</summary>
    public static IEnumerable<Statement> AddLater(TableObject table, Column column)
    {
        if (column.IsLocal.Value) yield return Add(table, column, column with { NotNullSpreads = true });
        if (column.NotNullComment is not null) yield return Describe(table, column) with { TestsRows = true };
    }

    // Only ADD takes a name and NO INHERIT, and only from 18 on.
    private static Statement Add(TableObject table, Column column, Column current) =>
        column.NotNullName is not null || column.NotNullNoInherit || column.NotNullComment is not null
            ? new($"ALTER TABLE {table.Name.Sql} ADD {TableClause(column)}", Hazard.BlocksReads) { TestsRows = table.Foreign is null }
            : Alter(table, column, "SET NOT NULL", ownOnly: !current.NotNullSpreads.Value) with { TestsRows = table.Foreign is null };

    private static Statement Alter(TableObject table, Column column, string action, bool ownOnly) =>
        new($"ALTER TABLE {(ownOnly ? "ONLY " : "")}{table.Name.Sql} ALTER COLUMN {Identifier.Quote(column.Name)} {action}", Hazard.BlocksReads);

    private static string Named(Column column) =>
        (column.NotNullComment is null ? column.NotNullName : column.NotNullConstraint.Value) is { } name ? $"CONSTRAINT {Identifier.Quote(name)} " : "";

    private static string NoInherit(Column column) => column.NotNullNoInherit ? " NO INHERIT" : "";

    private static string Name(TableObject table, Column column) =>
        Identifier.Quote(column.NotNullConstraint.Value ?? column.NotNullName ?? column.UsualNotNullName(table.Identity.Name));
}
