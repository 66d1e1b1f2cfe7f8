using Npgsql;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>
/// Keeps the triggers of a table that stands, and its rules where they would come in, from meddling with the rows as they arrive. It asks the
/// server which fire now, whoever made them and when, so that each is put back as it was.
/// </summary>
internal static class TriggerGuard
{
    private const string Firing = """
        SELECT 'TRIGGER' AS word, t.tgname::pg_catalog.text AS name, t.tgenabled::pg_catalog.text AS state
        FROM pg_catalog.pg_trigger t
        WHERE t.tgrelid = $1::pg_catalog.regclass AND t.tgenabled <> 'D'
          -- Before 15 those that a partition has from its parent count as internal, as those behind foreign keys do.
          AND (NOT t.tgisinternal OR (t.tgparentid <> 0 AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype = 'f')))
        UNION ALL
        SELECT 'RULE', r.rulename::pg_catalog.text, r.ev_enabled::pg_catalog.text
        FROM pg_catalog.pg_rewrite r WHERE r.ev_class = $1::pg_catalog.regclass AND r.ev_enabled <> 'D' AND $2
        ORDER BY 1, 2
        """;

    // Those behind a foreign key that look at the rows that refer to the table, and none of those that look at what its own rows refer to (ri_triggers.c).
    private const string FiringForReferring = """
        SELECT 'TRIGGER' AS word, t.tgname::pg_catalog.text AS name, t.tgenabled::pg_catalog.text AS state
        FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint AND k.contype = 'f'
        WHERE t.tgrelid = $1::pg_catalog.regclass AND t.tgenabled <> 'D'
          AND t.tgfoid <> ALL (ARRAY['pg_catalog."RI_FKey_check_ins"'::pg_catalog.regproc, 'pg_catalog."RI_FKey_check_upd"'::pg_catalog.regproc])
        ORDER BY 2
        """;

    /// <summary>Disables what fires, within the transaction of the target. Returns what puts it back.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rules">True to disable its rules too, which keeps readers away until the end of the transaction: COPY passes them by, other commands do not.</param>
    /// <param name="target">The session, in the transaction.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Task<IReadOnlyList<Statement>> DisableAsync(QualifiedName table, bool rules, WriteSession target, CancellationToken cancellation) =>
        DisableAsync(table, new NpgsqlCommand(Firing, target.Connection) { Parameters = { new() { Value = table.Sql }, new() { Value = rules } } }, target, cancellation);

    /// <summary>Lets rows go, and come back, without a look at the rows that refer to them. Only a superuser may. Returns what ends it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The session, in the transaction.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Task<IReadOnlyList<Statement>> ForgetReferringAsync(QualifiedName table, WriteSession target, CancellationToken cancellation) =>
        DisableAsync(table, new NpgsqlCommand(FiringForReferring, target.Connection) { Parameters = { new() { Value = table.Sql } } }, target, cancellation);

    private static async Task<IReadOnlyList<Statement>> DisableAsync(QualifiedName table, NpgsqlCommand query, WriteSession target, CancellationToken cancellation)
    {
        var firing = new List<(string What, string State)>();
        await using (query)
        await using (var reader = await query.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) firing.Add(($"{reader.GetString(0)} {Identifier.Quote(reader.GetString(1))}", reader.GetString(2)));
        await target.ExecuteAsync(firing.Select(item => FiringState.Set(table, item.What, FiringState.Disabled)), cancellation);
        return [.. firing.Select(item => FiringState.Set(table, item.What, item.State))];
    }
}
