using System.Globalization;
using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Connect;

/// <summary>A backend that waits for a lock of others.</summary>
public sealed record LockWait
{
    /// <summary>The process of the backend.</summary>
    public required int Process { get; init; }

    /// <summary>What it wants to do, as far as pg_stat_activity shows it: track_activity_query_size cuts it off.</summary>
    public required string Statement { get; init; }

    /// <summary>The relation that it waits for, as schema.name; null where it waits for a transaction or something else.</summary>
    public required string? Relation { get; init; }

    /// <summary>Whom it waits for, those first that hold the lock.</summary>
    public required ValueList<LockHolder> Holders { get; init; }

    /// <summary>
    /// The waits of the sessions of one name ($1) in the database that have lasted for more than so many seconds. What holds the locks of all backends is looked at
    /// only where one waits: pg_blocking_pids stops them for a moment (functions-info in the manual).
    /// </summary>
    internal static string Query(double seconds) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT a.pid, a.query, b.pid AS holder, o.usename::pg_catalog.text AS holder_user, o.state AS holder_state,
               COALESCE(NULLIF(o.application_name, ''), NULLIF(o.backend_type, 'client backend'), '') AS holder_application,
               NULLIF(o.query, '<insufficient privilege>') AS holder_query,
               (SELECT n.nspname || '.' || c.relname
                FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE l.pid = a.pid AND NOT l.granted AND l.database = a.datid LIMIT 1) AS relation
        FROM pg_catalog.pg_stat_activity a
        CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(a.pid)) WITH ORDINALITY AS b(pid, place)
        LEFT JOIN pg_catalog.pg_stat_activity o ON o.pid = b.pid
        WHERE a.application_name = $1 AND a.datname = pg_catalog.current_database() AND a.wait_event_type = 'Lock'
          AND o.application_name IS DISTINCT FROM $1
          AND EXISTS (SELECT FROM pg_catalog.pg_locks l
                      WHERE l.pid = a.pid AND NOT l.granted AND l.waitstart < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => {seconds}))
        ORDER BY a.pid, b.place
        """);

    /// <summary>Reads what <see cref="Query"/> gives.</summary>
    internal static async Task<IReadOnlyList<LockWait>> ReadAsync(NpgsqlDataReader reader)
    {
        var waits = new Dictionary<int, LockWait>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var process = reader.GetInt32(reader.GetOrdinal("pid"));
            var wait = waits.GetValueOrDefault(process) ?? new LockWait { Process = process, Statement = Text("query") ?? "", Relation = Text("relation"), Holders = [] };
            var holder = new LockHolder(
                reader.GetInt32(reader.GetOrdinal("holder")), Text("holder_user"), Text("holder_application") ?? "", Text("holder_state"), Text("holder_query"));
            // The workers of a parallel query stand for their leader, which may come more than once.
            waits[process] = wait.Holders.Contains(holder) ? wait : wait with { Holders = [.. wait.Holders, holder] };
        }

        return [.. waits.Values];

        string? Text(string alias) => reader.IsDBNull(reader.GetOrdinal(alias)) ? null : reader.GetString(reader.GetOrdinal(alias));
    }
}
