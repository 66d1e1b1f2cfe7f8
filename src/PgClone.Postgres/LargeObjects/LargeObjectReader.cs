using System.Runtime.CompilerServices;
using Npgsql;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Access;

namespace PgClone.Postgres.LargeObjects;

/// <summary>Reads large objects, all in one query; a million of them pass by without being held.</summary>
public sealed class LargeObjectReader(NpgsqlConnection connection)
{
    /// <summary>
    /// The large objects in the order of their numbers.
    /// </summary>
    /// <param name="contents">True to have their digests and sizes.</param>
    /// <param name="mark">A condition in SQL over m.oid, for <see cref="LargeObjectRow.IsMarked"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<LargeObjectRow> RowsAsync(bool contents, string mark, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = contents ? LargeObjectQueries.Digested(mark, await ReadsPagesAsync(cancellation)) : LargeObjectQueries.Plain(mark);
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            yield return new()
            {
                Oid = reader.GetFieldValue<uint>(0),
                Size = reader.GetInt64(1),
                Digest = reader.IsDBNull(2) ? null : reader.GetInt64(2),
                Class = reader.GetString(3),
                Comment = reader.IsDBNull(4) ? null : reader.GetString(4),
                IsMarked = reader.GetBoolean(5),
            };
    }

    /// <summary>The pieces of some objects, in whatever order. An empty piece is the end of an object that has a hole before it.</summary>
    public async IAsyncEnumerable<LargeObjectPiece> PiecesAsync(IReadOnlyCollection<uint> objects, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LargeObjectQueries.Pieces(await ReadsPagesAsync(cancellation)), connection)
        {
            CommandTimeout = 0, Parameters = { LargeObjectWriter.Oids(objects) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return new(reader.GetFieldValue<uint>(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
    }

    /// <summary>The owners and privileges that there are.</summary>
    public async Task<IReadOnlyDictionary<string, ObjectAccess>> AccessAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LargeObjectQueries.Classes, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var classes = new LargeObjectClasses();
        var row = new CatalogRow(reader);
        while (await reader.ReadAsync(cancellation)) classes.Add(row);
        return classes.Read();
    }

    /// <summary>How many there are.</summary>
    public async Task<bool> HasAnyAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata)", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private async Task<bool> ReadsPagesAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {LargeObjectQueries.ReadsPages}", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
