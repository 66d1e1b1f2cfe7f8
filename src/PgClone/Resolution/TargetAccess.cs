using Npgsql;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Asks the target, in one round trip, whether the role may read the rows that must be compared. A run lifts FORCE ROW LEVEL SECURITY from a table that it fills, since it
/// holds the table anyway; a plan only reads, and keeps nobody out for that.
/// </summary>
internal static class TargetAccess
{
    private const string Remedy = "connect to the target as a superuser, ALTER ROLE … BYPASSRLS, or say data: none for it";

    private const string Query = """
        SELECT r.place::pg_catalog.int4 - 1 AS place, pg_catalog.row_security_active(c.oid) AS hides_rows
        FROM pg_catalog.unnest($1) WITH ORDINALITY AS r(relation, place)
        JOIN pg_catalog.pg_class c ON c.oid = r.relation::pg_catalog.regclass
        WHERE pg_catalog.row_security_active(c.oid) OR NOT pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
        ORDER BY r.place
        """;

    /// <summary>Tells the bag of every table that may not be read.</summary>
    public static async Task CheckAsync(CloneDefinition clone, CloneResolver resolver, ReadSession target, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        List<QualifiedName> tables = [.. resolver.CountedOnTarget.Select(rows => rows.Table).Concat(resolver.AlteredOverRows.Select(pair => pair.Current.Name)).Distinct().Order()];
        if (tables.Count == 0) return;
        await using var command = new NpgsqlCommand(Query, target.Connection) { Parameters = { new() { Value = tables.Select(table => table.Sql).ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var table = tables[reader.GetInt32(0)];
            if (reader.GetBoolean(1))
                diagnostics.Error(DiagnosticCodes.ServerFailure,
                    $"row level security hides rows of {table} of the target from the role, which cannot compare them", clone.Location, Remedy);
            else
                diagnostics.Error(DiagnosticCodes.ServerFailure, $"the role may not read {table} of the target, and cannot compare its rows", clone.Location,
                    $"GRANT SELECT ON {table.Sql}, connect as its owner, or say data: none for it");
        }
    }

    /// <summary>A sentence for each table that this run can fill and no later plan can compare.</summary>
    public static IEnumerable<string> Notes(DatabaseCatalog target, IEnumerable<ObjectDecision> tables) => target.Roles.PassesRowSecurity ? []
        : tables.Where(item => item is { IsMade: true, Desired: TableObject { RowSecurity: true, ForceRowSecurity: true } }).Select(item =>
            $"{item.Identity} hides its rows from its owner too: the role {target.Roles.Current} cannot compare them afterwards, "
            + "and later plans need a superuser, BYPASSRLS, or data: none for it");
}
