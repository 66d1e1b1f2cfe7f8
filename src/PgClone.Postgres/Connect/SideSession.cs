using Npgsql;

namespace PgClone.Postgres.Connect;

/// <summary>
/// One session beside those that work, for small questions about them; it is opened when the first is asked. Where it cannot be had, or does not answer,
/// nothing more is asked.
/// </summary>
internal sealed class SideSession(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int PatienceSeconds = 10;

    private readonly SemaphoreSlim _turn = new(1);
    private NpgsqlConnection? _connection;

    /// <summary>True when nothing can be asked.</summary>
    public bool IsBlind { get; private set; }

    /// <summary>What the question gives, or <paramref name="unknown"/> where it cannot be asked.</summary>
    /// <param name="question">A query and its parameters.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="unknown">Where nothing can be asked.</param>
    /// <param name="cancellation">Stops waiting for others that ask. The question itself is not cancelled: a request to cancel may strike what comes next.</param>
    public async Task<T> AskAsync<T>((string Query, object Parameter) question, Func<NpgsqlDataReader, Task<T>> read, T unknown, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (!IsBlind) _connection ??= await source.OpenConnectionAsync(CancellationToken.None);
            if (IsBlind) return unknown;
            await using var command = new NpgsqlCommand(question.Query, _connection) { Parameters = { new() { Value = question.Parameter } }, CommandTimeout = PatienceSeconds };
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            return await read(reader);
        }
        catch (Exception error) when (error is NpgsqlException or System.IO.IOException or TimeoutException)
        {
            // No connection is left for us, or the server is gone.
            IsBlind = true;
            return unknown;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        IsBlind = true;
        if (_connection is not null) await _connection.DisposeAsync();
        _turn.Release();
    }
}
