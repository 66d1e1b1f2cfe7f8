using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Rows;

/// <summary>Computes digests on a server, several in one round trip.</summary>
public static class DigestReader
{
    /// <summary>The digests of the given queries, in their order; see <see cref="RowSet.SourceDigest"/>.</summary>
    public static async Task<IReadOnlyList<RowDigest>> ReadAsync(ReadSession session, IReadOnlyCollection<string> queries, CancellationToken cancellation)
    {
        var digests = new List<RowDigest>(queries.Count);
        if (queries.Count == 0) return digests;
        await using var batch = session.Batch(queries);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        do
        {
            await reader.ReadAsync(cancellation);
            digests.Add(new(reader.GetInt64(0), reader.GetString(1)));
        }
        while (await reader.NextResultAsync(cancellation));
        return digests;
    }
}
