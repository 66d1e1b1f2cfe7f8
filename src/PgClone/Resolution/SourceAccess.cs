using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;

namespace PgClone.Resolution;

/// <summary>
/// Asks the source, in one round trip, whether the role may read every row that the clone wants: what it may not read would fail after hours of
/// copying, and rows hidden by a policy would be missing without a word.
/// </summary>
internal static class SourceAccess
{
    private const string Query = """
        SELECT w.place, pg_catalog.string_agg(pg_catalog.quote_ident(w.name), ', ') FILTER (WHERE NOT pg_catalog.has_column_privilege(w.relation, w.name, 'SELECT')) AS forbidden,
               pg_catalog.bool_or(pg_catalog.row_security_active(w.relation)) AS hides_rows
        FROM (SELECT r.place - 1 AS place, r.relation::pg_catalog.regclass::pg_catalog.oid AS relation, r.name
              FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3)) AS r(place, relation, name)) w
        GROUP BY w.place
        HAVING pg_catalog.bool_or(NOT pg_catalog.has_column_privilege(w.relation, w.name, 'SELECT')) OR pg_catalog.bool_or(pg_catalog.row_security_active(w.relation))
        ORDER BY w.place
        """;

    /// <summary>Tells the bag of every table of which something may not be read.</summary>
    public static async Task CheckAsync(
        CloneDefinition clone, IReadOnlyList<RowSet> tables, ReadSession source, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var columns = tables.Index().SelectMany(table => table.Item.Columns.Select(column => (Place: table.Index + 1, Relation: table.Item.Table.Sql, column.Name))).ToList();
        if (columns.Count == 0) return;
        await using var command = new NpgsqlCommand(Query, source.Connection)
        {
            Parameters =
            {
                new() { Value = columns.Select(column => column.Place).ToArray() },
                new() { Value = columns.Select(column => column.Relation).ToArray() },
                new() { Value = columns.Select(column => column.Name).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var table = tables[reader.GetInt32(0)].Table;
            if (!await reader.IsDBNullAsync(1, cancellation))
                diagnostics.Error(DiagnosticCodes.ServerFailure, $"the role may not read {table} ({reader.GetString(1)}) of the source", clone.Location,
                    $"GRANT SELECT ON {table.Sql}, exclude the table, or say data: none for it");
            else
                diagnostics.Error(DiagnosticCodes.ServerFailure, $"row level security hides rows of {table} from the role", clone.Location,
                    "connect to the source as the owner of the table or as a role with BYPASSRLS, or say data: none for it");
        }
    }
}
