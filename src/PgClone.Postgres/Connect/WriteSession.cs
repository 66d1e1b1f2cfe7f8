using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Connect;

/// <summary>A session on the target that may write.</summary>
public sealed class WriteSession(NpgsqlConnection connection) : IAsyncDisposable
{
    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>The server's version.</summary>
    public ServerVersion Version { get; } = Database.VersionOf(connection);

    /// <summary>Runs statements in order, in one round trip.</summary>
    /// <exception cref="PostgresException">One of them failed; its BatchCommand tells which.</exception>
    public async Task ExecuteAsync(IEnumerable<Statement> statements, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements) batch.BatchCommands.Add(new(statement.Sql));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
