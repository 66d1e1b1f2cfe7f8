using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>Asks one question of each of many tables, several in one round trip.</summary>
public static class TableReader
{
    // Hundreds of thousands of buckets are counted in memory; with less of it they would be counted on disk.
    private const string Memory = "SET LOCAL work_mem = '64MB'";

    /// <summary>The answers, in the order of the tables.</summary>
    /// <exception cref="UnreadableRowsException">The server refuses one.</exception>
    /// <exception cref="RewrittenTableException">The snapshot no longer sees the rows of a table.</exception>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        ReadSession session,
        IReadOnlyCollection<(QualifiedName Table, string Query)> tables,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation)
    {
        var answers = new List<T>(tables.Count);
        if (tables.Count == 0) return answers;
        await using var batch = session.Batch(tables.Select(table => table.Query).Prepend(Memory).Append(RewrittenTables.Query(tables.Select(table => table.Table))));
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            for (var place = 0; place < tables.Count; place++)
            {
                answers.Add(await read(reader, cancellation));
                await reader.NextResultAsync(cancellation);
            }

            return await reader.ReadAsync(cancellation) ? throw new RewrittenTableException(reader.GetString(0)) : answers;
        }
        catch (PostgresException error) when (IsOfRows(error) && tables.FirstOrDefault(table => table.Query == error.BatchCommand?.CommandText) is { Query: not null } refused)
        {
            throw new UnreadableRowsException(refused.Table, error);
        }
    }

    // A value that an expression cannot take, a subquery with several rows, or what a function raises (errcodes-appendix in the manual).
    private static bool IsOfRows(PostgresException error) => error.SqlState is ['2', '1' or '2', ..] or ['P', '0', ..];
}
