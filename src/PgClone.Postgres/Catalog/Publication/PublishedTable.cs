using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Publication;

/// <summary>A table of a publication.</summary>
/// <param name="Table">The table alone; what is below it is published only when it stands here too, or goes by its root.</param>
/// <param name="Columns">The columns that are published, in their order; empty for all (a list is known from 15 on).</param>
/// <param name="Filter">The condition for rows, null for none (15 and later).</param>
public sealed record PublishedTable(QualifiedName Table, ValueList<string> Columns, string? Filter)
{
    /// <summary>The table, as CREATE and ADD take it.</summary>
    internal string Sql => string.Concat(
        $"ONLY {Table.Sql}",
        Columns.Count == 0 ? "" : $" ({Identifier.QuoteAll(Columns)})",
        Filter is null ? "" : $" WHERE ({Filter})");
}
