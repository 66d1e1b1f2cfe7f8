using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>Moves rows from source to target: COPY data as it comes, never unpacked.</summary>
public static class RowPipe
{
    private const int BufferBytes = 65536;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // What is left of the buffer may cut a row in two, which costs a read more, no harm.
    private const int SendFrom = BufferBytes * 3 / 4;

    /// <summary>
    /// Copies the rows into the open transaction of <paramref name="target"/>. On any failure the data is refused with CopyFail, never
    /// completed, so that nothing partial can be committed.
    /// </summary>
    /// <param name="copy">What to copy, whether the table is this transaction's own, so that its rows can be frozen as they come, and where to if not into the table itself.</param>
    /// <param name="source">A session on the snapshot.</param>
    /// <param name="target">A session inside a transaction.</param>
    /// <param name="progress">Told the rows and bytes so far after each buffer, from any thread.</param>
    /// <param name="cancellation">Stops the copy; the transaction of the target is then broken.</param>
    /// <returns>The number of rows that left the source.</returns>
    /// <exception cref="NpgsqlException">Either side failed.</exception>
    /// <exception cref="IncompleteCopyException">The source's data ended before its end.</exception>
    public static async Task<long> RunAsync(
        (RowSet Rows, bool Frozen, QualifiedName? Into) copy, ReadSession source, WriteSession target, Action<long, long> progress, CancellationToken cancellation)
    {
        var rows = copy.Rows;
        var counter = RowCounter.For(rows.IsBinary);
        await using var output = await OpenOutputAsync(rows, source.Connection, cancellation);
        var input = await OpenInputAsync(copy, target.Connection, cancellation);
        // Closing the connection would not stop the source's backend before it has something to say, so it is asked to stop. One that does not answer in
        // time is left alone.
        using var deaf = new CancellationTokenSource();
        await using var asked = cancellation.Register(() =>
        {
            deaf.CancelAfter(Patience);
            Ask(output);
        });
        try
        {
            var buffer = new byte[BufferBytes];
            long bytes = 0;
            int read;
            while ((read = await FillAsync(buffer, output, deaf.Token)) > 0)
            {
                counter.Observe(buffer.AsSpan(0, read));
                await input.WriteAsync(buffer.AsMemory(0, read), deaf.Token);
                cancellation.ThrowIfCancellationRequested();
                bytes += read;
                progress(counter.Rows, bytes);
            }

            if (!counter.IsComplete) throw new IncompleteCopyException(rows.Table, counter.Rows);
        }
        catch (Exception error)
        {
            // Else the rest of the rows would be read, only to be thrown away.
            Ask(output);
            await AbandonAsync(input);
            if (error is PostgresException or OperationCanceledException) cancellation.ThrowIfCancellationRequested();
            throw;
        }

        await input.DisposeAsync();
        return counter.Rows;
    }

    /// <summary>A read gives at most one message of the server, which is one row: many of them make a piece worth sending on.</summary>
    private static async ValueTask<int> FillAsync(byte[] buffer, NpgsqlRawCopyStream output, CancellationToken cancellation)
    {
        var filled = 0;
        int read;
        do
        {
            var reading = output.ReadAsync(buffer.AsMemory(filled), cancellation);
            // Most rows are there already: no state machine for these.
            read = reading.IsCompletedSuccessfully ? reading.Result : await reading;
            filled += read;
        }
        while (read > 0 && filled < SendFrom);
        return filled;
    }

    private static async Task<NpgsqlRawCopyStream> OpenOutputAsync(RowSet rows, NpgsqlConnection connection, CancellationToken cancellation) =>
        rows.IsBinary
            ? await connection.BeginRawBinaryCopyAsync(rows.CopyOut, cancellation)
            : (NpgsqlRawCopyStream)((StreamReader)await connection.BeginTextExportAsync(rows.CopyOut, cancellation)).BaseStream;

    private static async Task<NpgsqlRawCopyStream> OpenInputAsync((RowSet Rows, bool Frozen, QualifiedName? Into) copy, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var command = copy.Rows.CopyIn(copy.Frozen, copy.Into);
        return copy.Rows.IsBinary
            ? await connection.BeginRawBinaryCopyAsync(command, cancellation)
            : (NpgsqlRawCopyStream)((StreamWriter)await connection.BeginTextImportAsync(command, cancellation)).BaseStream;
    }

    /// <summary>Asks the backend that sends to stop. Where it has ended already, or cannot be reached, nothing is to be asked.</summary>
    private static void Ask(NpgsqlRawCopyStream output)
    {
        try
        {
            output.Cancel();
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            // Closing the connection is all that is left.
        }
    }

    /// <summary>A connection that is broken already cannot be told, and need not be: its transaction is gone.</summary>
    private static async Task AbandonAsync(NpgsqlRawCopyStream input)
    {
        try
        {
            await input.CancelAsync();
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The failure that led here is the one worth telling.
        }
    }
}
