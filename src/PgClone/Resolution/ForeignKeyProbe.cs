using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Selection;

namespace PgClone.Resolution;

/// <summary>
/// Finds foreign keys that a filter, or <c>data: none</c>, would break: the plan says so, instead of the last step of a long run. Only keys that
/// refer to a table of which rows are left out are looked at, with one query each on the source.
/// </summary>
internal sealed class ForeignKeyProbe(CloneDefinition clone, DatabaseCatalog source, CloneResolver resolver)
{
    private readonly Dictionary<QualifiedName, RowSet> _wanted = resolver.WantedRows.ToDictionary(rows => rows.Table);
    private readonly ILookup<QualifiedName, TableObject> _below = source.OfType<TableObject>()
        .Where(table => table.PartitionOf is not null)
        .ToLookup(table => table.PartitionOf!.Parent);

    /// <summary>Tells the bag of each key that would be broken.</summary>
    public async Task CheckAsync(ReadSession session, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        foreach (var key in resolver.Keys.Where(key => LeavesOut(key.References!.Value) && Leaves(key.Table).Any(table => _wanted.ContainsKey(table.Name))))
        {
            await using var command = new NpgsqlCommand(Orphans(key), session.Connection);
            if (await command.ExecuteScalarAsync(cancellation) is true)
                diagnostics.Error(DiagnosticCodes.BrokenForeignKey,
                    $"{key.Identity} would be broken: rows of {key.Table} refer to rows of {key.References} that the plan leaves out",
                    FilterOf(key)?.Location ?? clone.Location,
                    $"filter {key.Table} alike, copy the rows of {key.References}, or leave the key out: \"!constraint:{key.Identity.Address}\"");
        }
    }

    /// <summary>What leaves rows out that are referred to; null where it is no filter.</summary>
    private FilterRule? FilterOf(ConstraintObject key) =>
        Leaves(key.References!.Value).Select(leaf => TableRules.Rows(clone, leaf, source)).FirstOrDefault(filter => filter is not null);

    private bool LeavesOut(QualifiedName table) => Leaves(table).Any(leaf => !_wanted.TryGetValue(leaf.Name, out var rows) || rows.Where is not null);

    /// <summary>The tables that hold the rows of a table: itself, or its partitions at the lowest level.</summary>
    private IEnumerable<TableObject> Leaves(QualifiedName name) => source.Objects.GetValueOrDefault(new(TableKind.Word, name.Schema, name.Name)) is not TableObject table ? []
        : table.HoldsRows ? [table] : _below[name].SelectMany(partition => Leaves(partition.Name));

    private string Orphans(ConstraintObject key)
    {
        var present = string.Join(" AND ", key.Columns.Select((_, place) => $"f.c{place} IS NOT NULL"));
        var referenced = Rows(key.References!.Value, key.ReferencedColumns, "r");
        var equal = string.Join(" AND ", key.Columns.Index().SkipLast(key.HasPeriod ? 1 : 0).Select(column => Equal(key, column.Index)));
        var period = $"c{key.Columns.Count - 1}";
        // A period need not stand in one row: several rows together may cover it (src/backend/utils/adt/ri_triggers.c).
        var found = key.HasPeriod ? $"COALESCE((SELECT f.{period} OPERATOR(pg_catalog.<@) pg_catalog.range_agg(r.{period}) FROM {referenced} WHERE {equal}), false)"
            : $"EXISTS (SELECT FROM {referenced} WHERE {equal})";
        return $"SELECT EXISTS (SELECT FROM {Rows(key.Table, key.Columns, "f")} WHERE {present} AND NOT {found})";
    }

    /// <summary>A key compares by the collation of the referenced column; two columns of different ones cannot be compared without saying so.</summary>
    private string Collate(ConstraintObject key, int place)
    {
        var (from, to) = (CollationOf(key.Table, key.Columns[place]), CollationOf(key.References!.Value, key.ReferencedColumns[place]));
        return from == to ? "" : $" COLLATE {to ?? "pg_catalog.\"default\""}";
    }

    private string? CollationOf(QualifiedName table, string column) => source.Table(table)?.Columns.FirstOrDefault(item => item.Name == column)?.Collation;

    private string Rows(QualifiedName table, ValueList<string> columns, string alias)
    {
        var names = string.Join(", ", columns.Select((_, place) => $"c{place}"));
        var selects = Leaves(table).Where(leaf => _wanted.ContainsKey(leaf.Name)).Select(leaf => Select(_wanted[leaf.Name], columns)).ToList();
        // No rows at all, of the right types.
        if (selects.Count == 0) selects.Add($"SELECT {Identifier.QuoteAll(columns)} FROM {table.Sql} WHERE false");
        return $"({string.Join(" UNION ALL ", selects)}) AS {alias}({names})";
    }

    private string Equal(ConstraintObject key, int place) => $"r.c{place} {key.EqualityOperators.Value[place]} f.c{place}{Collate(key, place)}";

    private static string Select(RowSet rows, ValueList<string> columns) =>
        $"SELECT {string.Join(", ", columns.Select(column => $"t.{Identifier.Quote(column)}"))}"
        + $" FROM ONLY {rows.Table.Sql} AS t{(rows.Where is null ? "" : $" WHERE ({rows.Where})")}";
}
