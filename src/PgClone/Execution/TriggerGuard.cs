using Npgsql;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>
/// Keeps the triggers of a table that stands from meddling with the rows as they arrive. It asks the server which fire now, whoever made them
/// and when, so that each is put back as it was.
/// </summary>
internal static class TriggerGuard
{
    private const string Firing = """
        SELECT t.tgname::pg_catalog.text AS name, t.tgenabled::pg_catalog.text AS state
        FROM pg_catalog.pg_trigger t
        WHERE t.tgrelid = $1::pg_catalog.regclass AND t.tgenabled <> 'D'
          -- Before 15 those that a partition has from its parent count as internal, as those behind foreign keys do.
          AND (NOT t.tgisinternal OR (t.tgparentid <> 0 AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype = 'f')))
        ORDER BY t.tgname
        """;

    /// <summary>Disables what fires, within the transaction of the target. Returns what puts it back.</summary>
    public static async Task<IReadOnlyList<Statement>> DisableAsync(QualifiedName table, WriteSession target, CancellationToken cancellation)
    {
        var firing = new List<(string Trigger, string State)>();
        await using (var command = new NpgsqlCommand(Firing, target.Connection) { Parameters = { new() { Value = table.Sql } } })
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) firing.Add(($"TRIGGER {Identifier.Quote(reader.GetString(0))}", reader.GetString(1)));
        await target.ExecuteAsync(firing.Select(item => FiringState.Set(table, item.Trigger, FiringState.Disabled)), cancellation);
        return [.. firing.Select(item => FiringState.Set(table, item.Trigger, item.State))];
    }
}
