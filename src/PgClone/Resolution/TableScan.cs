using System.Collections.Concurrent;
using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>Reads many tables of one database: several sessions on one snapshot, small tables many to a round trip.</summary>
public sealed class TableScan(Database database, ReadSession session, int sessions)
{
    // A round trip per 64 MB keeps all sessions busy to the end, and 2,000 small tables within a few round trips.
    private const long BytesPerBatch = 64L << 20;
    private const int TablesPerBatch = 250;

    /// <summary>The digests by table; <paramref name="weigh"/> gives a table's bytes.</summary>
    public Task<IReadOnlyDictionary<QualifiedName, RowDigest>> DigestsAsync(
        IEnumerable<(QualifiedName Table, string Query)> digests, Func<QualifiedName, long> weigh, CancellationToken cancellation) =>
        ReadAsync(digests, weigh, RowDigest.ReadAsync, cancellation);

    /// <summary>As <see cref="DigestsAsync"/>, for sweeps.</summary>
    public Task<IReadOnlyDictionary<QualifiedName, RowSweep>> SweepsAsync(
        IEnumerable<(QualifiedName Table, string Query)> sweeps, Func<QualifiedName, long> weigh, CancellationToken cancellation) =>
        ReadAsync(sweeps, weigh, RowSweep.ReadAsync, cancellation);

    private async Task<IReadOnlyDictionary<QualifiedName, T>> ReadAsync<T>(
        IEnumerable<(QualifiedName Table, string Query)> queries,
        Func<QualifiedName, long> weigh,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation)
    {
        var batches = new ConcurrentQueue<List<(QualifiedName Table, string Query)>>(Batches(queries.OrderByDescending(item => weigh(item.Table)), weigh));
        var found = new ConcurrentDictionary<QualifiedName, T>();
        var others = Math.Min(Math.Min(sessions, database.MostSessions), batches.Count) - 1;
        var snapshot = others > 0 ? await session.ExportSnapshotAsync(cancellation) : null;
        await Task.WhenAll(Enumerable.Range(0, Math.Max(0, others)).Select(_ => OtherAsync(snapshot!)).Append(WorkAsync(session)));
        return found;

        async Task OtherAsync(string imported)
        {
            await using var other = await database.ReadAsync(imported, cancellation);
            await WorkAsync(other);
        }

        async Task WorkAsync(ReadSession worker)
        {
            while (batches.TryDequeue(out var batch))
                foreach (var (item, answer) in batch.Zip(await TableReader.ReadAsync(worker, batch, read, cancellation)))
                    found[item.Table] = answer;
        }
    }

    private static IEnumerable<List<(QualifiedName, string)>> Batches(IEnumerable<(QualifiedName Table, string)> queries, Func<QualifiedName, long> weigh)
    {
        var batch = new List<(QualifiedName, string)>();
        long bytes = 0;
        foreach (var item in queries)
        {
            batch.Add(item);
            bytes += weigh(item.Table);
            if (bytes < BytesPerBatch && batch.Count < TablesPerBatch) continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }
}
