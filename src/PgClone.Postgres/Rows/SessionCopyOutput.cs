using Npgsql;

namespace PgClone.Postgres.Rows;

/// <summary>The data of a copy through Npgsql, and what it tells of itself.</summary>
internal sealed class SessionCopyOutput : ICopyOutput
{
    private const int BufferBytes = 65536;

    // What is left of the buffer may cut a row in two, which costs a read more, no harm.
    private const int SendFrom = BufferBytes * 3 / 4;

    private readonly NpgsqlRawCopyStream _stream;
    private readonly RowCounter _counter;
    private readonly byte[] _buffer = new byte[BufferBytes];

    private SessionCopyOutput(NpgsqlRawCopyStream stream, RowCounter counter) => (_stream, _counter) = (stream, counter);

    /// <inheritdoc/>
    public long Rows => _counter.Rows;

    /// <inheritdoc/>
    public bool IsComplete => _counter.IsComplete;

    public static async Task<SessionCopyOutput> OpenAsync(RowSet rows, NpgsqlConnection connection, CancellationToken cancellation) =>
        new(rows.IsBinary
            ? await connection.BeginRawBinaryCopyAsync(rows.CopyOut, cancellation)
            : (NpgsqlRawCopyStream)((StreamReader)await connection.BeginTextExportAsync(rows.CopyOut, cancellation)).BaseStream, RowCounter.For(rows.IsBinary));

    /// <inheritdoc/>
    public async Task SendAsync(Func<ReadOnlyMemory<byte>, ValueTask> taken, CancellationToken cancellation)
    {
        int filled;
        while ((filled = await FillAsync(cancellation)) > 0)
        {
            _counter.Observe(_buffer.AsSpan(0, filled));
            await taken(_buffer.AsMemory(0, filled));
        }
    }

    /// <inheritdoc/>
    public Task StopAsync()
    {
        try
        {
            _stream.Cancel();
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            // Closing the connection is all that is left.
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>A read gives at most one message of the server, which is one row: many of them make a piece worth sending on.</summary>
    private async ValueTask<int> FillAsync(CancellationToken cancellation)
    {
        var filled = 0;
        int read;
        do
        {
            var reading = _stream.ReadAsync(_buffer.AsMemory(filled), cancellation);
            // Most rows are there already: no state machine for these.
            read = reading.IsCompletedSuccessfully ? reading.Result : await reading;
            filled += read;
        }
        while (read > 0 && filled < SendFrom);
        return filled;
    }
}
