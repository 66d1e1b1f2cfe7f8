using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Connect;

/// <summary>Runs a script on a connection, statement after statement, as psql does with <c>ON_ERROR_STOP</c>.</summary>
public sealed class ScriptSession(NpgsqlConnection connection)
{
    /// <summary>Runs every statement of a script.</summary>
    /// <exception cref="PostgresException">The server refused a statement; its BatchCommand tells which, but for COPY.</exception>
    /// <exception cref="FormatException">The script is none; see <see cref="SqlScript.Parse"/>.</exception>
    public async Task RunAsync(string script, CancellationToken cancellation)
    {
        foreach (var statement in SqlScript.Parse(script)) await RunAsync(statement, cancellation);
    }

    /// <summary>Runs one statement.</summary>
    /// <exception cref="PostgresException">The server refused it.</exception>
    public Task RunAsync(ScriptStatement statement, CancellationToken cancellation) =>
        statement.Rows is null ? ExecuteAsync(statement.Sql, cancellation) : CopyAsync(statement.Sql, statement.Rows, cancellation);

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        var command = new NpgsqlBatchCommand(sql);
        // Npgsql looks for semicolons in a command without parameters, and cuts a BEGIN ATOMIC body in pieces. It sends
        // one with a positional parameter as it is, and the server does not mind a parameter that nothing uses.
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 0 });
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task CopyAsync(string sql, string rows, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginTextImportAsync(sql, cancellation);
        await writer.WriteAsync(rows.AsMemory(), cancellation);
    }
}
