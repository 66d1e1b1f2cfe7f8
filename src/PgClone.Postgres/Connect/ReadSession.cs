using System.Data;
using Npgsql;
using PgClone.Postgres.Rows;

namespace PgClone.Postgres.Connect;

/// <summary>A READ ONLY transaction on one snapshot. It ends when it is disposed, and changes nothing.</summary>
public sealed class ReadSession(NpgsqlConnection connection) : IRowSource
{
    /// <summary>The connection inside the transaction.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The server's version.</summary>
    public ServerVersion Version { get; } = Database.VersionOf(connection);

    /// <summary>A place in the write-ahead log before which all transactions had ended that had written there, as the snapshot saw; null where none is known.</summary>
    public LogPosition? Settled { get; init; }

    /// <summary>Makes the snapshot importable by other sessions for as long as this one lives.</summary>
    public async Task<string> ExportSnapshotAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_export_snapshot()", connection);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>
    /// One round trip for queries whose locks end with it. Kept to the end of the transaction, those on thousands of tables and all of their
    /// indexes would fill the lock table of the server (max_locks_per_transaction).
    /// </summary>
    public NpgsqlBatch Batch(IEnumerable<string> queries)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var query in queries.Prepend("SAVEPOINT batch").Concat(["ROLLBACK TO SAVEPOINT batch", "RELEASE SAVEPOINT batch"]))
            batch.BatchCommands.Add(new(query));
        return batch;
    }

    /// <summary>Makes the transaction usable again after a query of <see cref="Batch"/> was refused.</summary>
    public async Task RecoverAsync(CancellationToken cancellation)
    {
        await using var rollback = new NpgsqlBatch(connection) { BatchCommands = { new("ROLLBACK TO SAVEPOINT batch"), new("RELEASE SAVEPOINT batch") } };
        await rollback.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public RateLimit? Limit { get; init; }

    /// <inheritdoc/>
    public bool IsLost => connection.FullState != ConnectionState.Open;

    /// <inheritdoc/>
    public async Task<string?> ValueAsync(string query, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <inheritdoc/>
    public async Task<ICopyOutput> CopyAsync(RowSet rows, CancellationToken cancellation) => await SessionCopyOutput.OpenAsync(rows, connection, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
