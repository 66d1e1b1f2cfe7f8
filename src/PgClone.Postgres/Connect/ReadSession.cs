using Npgsql;

namespace PgClone.Postgres.Connect;

/// <summary>A READ ONLY transaction on one snapshot. It ends when it is disposed, and changes nothing.</summary>
public sealed class ReadSession(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>The connection inside the transaction.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The server's version.</summary>
    public ServerVersion Version { get; } = Database.VersionOf(connection);

    /// <summary>Makes the snapshot importable by other sessions for as long as this one lives.</summary>
    public async Task<string> ExportSnapshotAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_export_snapshot()", connection);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
