using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>Computes digests on a server, several in one round trip.</summary>
public static class DigestReader
{
    /// <summary>The digests of the given tables, in their order; see <see cref="RowSet.SourceDigest"/>.</summary>
    /// <exception cref="RewrittenTableException">The snapshot no longer sees the rows of a table.</exception>
    public static async Task<IReadOnlyList<RowDigest>> ReadAsync(
        ReadSession session, IReadOnlyCollection<(QualifiedName Table, string Query)> tables, CancellationToken cancellation)
    {
        var digests = new List<RowDigest>(tables.Count);
        if (tables.Count == 0) return digests;
        await using var batch = session.Batch(tables.Select(table => table.Query).Append(RewrittenTables.Query(tables.Select(table => table.Table))));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        for (var place = 0; place < tables.Count; place++)
        {
            await reader.ReadAsync(cancellation);
            digests.Add(new(reader.GetInt64(0), reader.GetString(1)));
            await reader.NextResultAsync(cancellation);
        }

        return await reader.ReadAsync(cancellation) ? throw new RewrittenTableException(reader.GetString(0)) : digests;
    }
}
