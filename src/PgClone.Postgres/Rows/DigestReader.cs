using System.Globalization;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>Computes digests on a server, several in one round trip.</summary>
public static class DigestReader
{
    // Hundreds of thousands of buckets are counted in memory; with less of it they would be counted on disk.
    private const string Memory = "SET LOCAL work_mem = '64MB'";

    /// <summary>The digests of the given tables, in their order; see <see cref="RowSet.SourceDigest(int)"/>.</summary>
    /// <exception cref="RewrittenTableException">The snapshot no longer sees the rows of a table.</exception>
    public static async Task<IReadOnlyList<RowDigest>> ReadAsync(
        ReadSession session, IReadOnlyCollection<(QualifiedName Table, string Query)> tables, CancellationToken cancellation)
    {
        var digests = new List<RowDigest>(tables.Count);
        if (tables.Count == 0) return digests;
        await using var batch = session.Batch(tables.Select(table => table.Query).Prepend(Memory).Append(RewrittenTables.Query(tables.Select(table => table.Table))));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        for (var place = 0; place < tables.Count; place++)
        {
            var buckets = new Dictionary<int, (long, Int128)>();
            while (await reader.ReadAsync(cancellation))
                if (reader.GetInt64(1) is > 0 and var rows) buckets[reader.GetInt32(0)] = (rows, Int128.Parse(reader.GetString(2), CultureInfo.InvariantCulture));
            digests.Add(RowDigest.Of(buckets));
            await reader.NextResultAsync(cancellation);
        }

        return await reader.ReadAsync(cancellation) ? throw new RewrittenTableException(reader.GetString(0)) : digests;
    }
}
