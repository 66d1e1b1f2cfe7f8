using Npgsql;

namespace PgClone.Postgres.Connect;

/// <summary>
/// Finds, before a snapshot is taken, a place in the write-ahead log that it can be reckoned from: whatever was written up to there and will ever count, the snapshot
/// sees. A transaction that writes before the place and ends after the snapshot would leave no trace behind the place; so those at work there are waited for.
/// </summary>
internal static class SettledLog
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private const string Place = """
        SELECT c.timeline_id, (pg_catalog.pg_current_wal_insert_lsn() - '0/0')::pg_catalog.int8
        FROM pg_catalog.pg_control_checkpoint() c WHERE pg_catalog.current_setting('summarize_wal')::pg_catalog.bool AND NOT pg_catalog.pg_is_in_recovery()
        """;

    // Whatever has a number holds a lock on it from before it writes until all can see that it has ended; prepared transactions and those inside others too.
    private const string AtWork = "SELECT l.transactionid::pg_catalog.text FROM pg_catalog.pg_locks l WHERE l.locktype = 'transactionid' AND l.granted";

    /// <summary>The place; null where the server keeps no summaries of its log, which start at 17, and where a transaction stays at work for longer than a second.</summary>
    public static async Task<LogPosition?> FindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (!Database.VersionOf(connection).HasWalSummaries) return null;
        try
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Place), new(AtWork) } };
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            if (!await reader.ReadAsync(cancellation)) return null;
            var place = new LogPosition(reader.GetInt32(0), reader.GetInt64(1));
            await reader.NextResultAsync(cancellation);
            var atWork = await TextsAsync(reader, cancellation);
            await reader.CloseAsync();
            return await EndedAsync(atWork, connection, cancellation) ? place : null;
        }
        catch (PostgresException)
        {
            // Not for the eyes of this role.
            return null;
        }
    }

    private static async Task<bool> EndedAsync(HashSet<string> atWork, NpgsqlConnection connection, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; atWork.Count > 0; waited += Pause)
        {
            if (waited >= Patience) return false;
            await Task.Delay(Pause, cancellation);
            await using var command = new NpgsqlCommand(AtWork, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            atWork.IntersectWith(await TextsAsync(reader, cancellation));
        }

        return true;
    }

    private static async Task<HashSet<string>> TextsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var texts = new HashSet<string>();
        while (await reader.ReadAsync(cancellation)) texts.Add(reader.GetString(0));
        return texts;
    }
}
