using System.Globalization;
using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Rows;

/// <summary>
/// Tells from the server's summaries of its write-ahead log (17 and later, <c>summarize_wal</c>) which files of tables had no block changed since a place in it:
/// their rows are the same, and nobody reads them. Without a summary for every byte up to a snapshot nothing is told (functions-info-wal-summary in the manual).
/// </summary>
public sealed class WalSummaries(ReadSession session, Moment now)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A summary ends where a checkpoint begins to redo. What is behind the last one changed no row that the snapshot sees if every transaction that it sees had ended by then:
    // those that had not, and all later ones, have numbers from the oldest that was at work, which a checkpoint of a server that stops does not say, since none is.
    private const string LastCheckpoint = """
        SELECT (c.redo_lsn - '0/0')::pg_catalog.int8,
               CASE WHEN c.oldest_active_xid::pg_catalog.text = '0' THEN pg_catalog.split_part(c.next_xid, ':', 2) ELSE c.oldest_active_xid::pg_catalog.text END::pg_catalog.int8
        FROM pg_catalog.pg_control_checkpoint() c
        """;

    /// <summary>Those of the files that did not change since; none where it cannot be told, or not by this role.</summary>
    /// <param name="files">Files of tables that are logged (pg_class.relfilenode), each with a place before which all transactions had ended.</param>
    /// <param name="mayCheckpoint">True when a checkpoint may be asked for, which ends a summary.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlySet<uint>> UnchangedAsync(IReadOnlyCollection<(uint File, LogPosition Since)> files, bool mayCheckpoint, CancellationToken cancellation)
    {
        if (files.Count == 0 || !session.Version.HasWalSummaries) return new HashSet<uint>();
        try
        {
            var covered = await CoveredAsync(files, mayCheckpoint, cancellation);
            var changed = covered.Count == 0 ? [] : await ChangedAsync(covered, cancellation);
            return covered.Select(item => item.File).Except(changed).ToHashSet();
        }
        catch (PostgresException)
        {
            await session.RecoverAsync(cancellation);
            return new HashSet<uint>();
        }
    }

    /// <summary>The files whose time until the snapshot is summarised without a gap. The server writes a summary some moments after a checkpoint.</summary>
    private async Task<List<(uint File, LogPosition Since)>> CoveredAsync(
        IReadOnlyCollection<(uint File, LogPosition Since)> files, bool mayCheckpoint, CancellationToken cancellation)
    {
        var timeline = files.Max(item => item.Since.Timeline);
        var end = await EndAsync(cancellation);
        if (end is null && mayCheckpoint)
        {
            await using var checkpoint = session.Batch(["CHECKPOINT"]);
            await checkpoint.ExecuteNonQueryAsync(cancellation);
            end = now.LogEnd;
        }

        for (var waited = TimeSpan.Zero; end is not null; waited += Pause)
        {
            if (await SummariesAsync(timeline, cancellation) is not { Count: > 0 } summaries) return [];
            // Behind a gap nothing is proven, however long one waits: summaries are kept for some time only (wal_summary_keep_time).
            var whole = files.Where(item => item.Since.Timeline == timeline && Reached(item.Since.Bytes, summaries) >= summaries[^1].End).ToList();
            if (whole.Count == 0) return [];
            if (summaries[^1].End >= end) return whole;
            if (waited >= Patience || !mayCheckpoint) return [];
            await Task.Delay(Pause, cancellation);
        }

        return [];
    }

    /// <summary>Up to where summaries are needed: the last checkpoint, if nothing came after it; null where something did.</summary>
    private async Task<long?> EndAsync(CancellationToken cancellation)
    {
        await using var batch = session.Batch([LastCheckpoint]);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (redo, oldest) = (reader.GetInt64(0), unchecked((uint)reader.GetInt64(1)));
        if (redo >= now.LogEnd) return now.LogEnd;
        // Numbers of 32 bits go round in a circle, as in TransactionIdPrecedes (transam.c).
        return unchecked((int)((uint)now.Next - oldest)) <= 0 ? redo : null;
    }

    private async Task<List<(long Start, long End)>> SummariesAsync(int timeline, CancellationToken cancellation)
    {
        await using var batch = session.Batch([$"""
            SELECT (s.start_lsn - '0/0')::pg_catalog.int8, (s.end_lsn - '0/0')::pg_catalog.int8
            FROM pg_catalog.pg_available_wal_summaries() s WHERE s.tli = {timeline.ToString(CultureInfo.InvariantCulture)} ORDER BY s.start_lsn
            """]);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var summaries = new List<(long, long)>();
        while (await reader.ReadAsync(cancellation)) summaries.Add((reader.GetInt64(0), reader.GetInt64(1)));
        return summaries;
    }

    private static long Reached(long since, List<(long Start, long End)> summaries) =>
        summaries.Where(summary => summary.End > since).Aggregate(since, (reached, summary) => summary.Start <= reached ? Math.Max(reached, summary.End) : reached);

    private async Task<HashSet<uint>> ChangedAsync(List<(uint File, LogPosition Since)> files, CancellationToken cancellation)
    {
        // The main fork alone: a row whose values lie out of line is written anew itself when one of them is.
        await using var batch = session.Batch([$$"""
            SELECT DISTINCT w.file
            FROM pg_catalog.pg_available_wal_summaries() s
            CROSS JOIN LATERAL pg_catalog.pg_wal_summary_contents(s.tli, s.start_lsn, s.end_lsn) c
            JOIN ROWS FROM (pg_catalog.unnest('{{{Joined(files.Select(item => (long)item.File))}}}'::pg_catalog.oid[]),
                            pg_catalog.unnest('{{{Joined(files.Select(item => item.Since.Bytes))}}}'::pg_catalog.int8[])) AS w(file, since)
                 ON w.file = c.relfilenode AND w.since < (s.end_lsn - '0/0')::pg_catalog.int8
            WHERE s.tli = {{files[0].Since.Timeline}} AND (s.end_lsn - '0/0')::pg_catalog.int8 > {{files.Min(item => item.Since.Bytes)}}
              AND c.reldatabase = {{now.Database}} AND c.relforknumber = 0
            """]);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var changed = new HashSet<uint>();
        while (await reader.ReadAsync(cancellation)) changed.Add(reader.GetFieldValue<uint>(0));
        return changed;
    }

    private static string Joined(IEnumerable<long> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
