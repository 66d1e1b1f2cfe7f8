using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Connect;

/// <summary>A session on the target that may write.</summary>
public sealed class WriteSession : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly RefusalWatch _watch;

    internal WriteSession(NpgsqlConnection connection, RefusalWatch watch)
    {
        _connection = connection;
        _watch = watch;
        Version = Database.VersionOf(connection);
    }

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <summary>The server's version.</summary>
    public ServerVersion Version { get; }

    /// <summary>Runs statements in order, in one round trip.</summary>
    /// <exception cref="PostgresException">One of them failed; its BatchCommand tells which.</exception>
    public async Task ExecuteAsync(IEnumerable<Statement> statements, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(_connection);
        foreach (var statement in statements) batch.BatchCommands.Add(new(statement.Sql));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>From now on, until it is disposed: whether the server refuses what a COPY FROM STDIN sends it.</summary>
    internal RefusalWatch.Look WatchRefusal() => _watch.Watch(_connection.ProcessID);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
