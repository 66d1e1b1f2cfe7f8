using Npgsql;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Rows;

/// <summary>Moves rows from source to target: COPY data as it comes, never unpacked.</summary>
public static class RowPipe
{
    private const int BufferBytes = 65536;

    /// <summary>
    /// Copies the rows into the open transaction of <paramref name="target"/>. On any failure the data is refused with CopyFail, never
    /// completed, so that nothing partial can be committed.
    /// </summary>
    /// <param name="rows">What to copy.</param>
    /// <param name="source">A session on the snapshot.</param>
    /// <param name="target">A session inside a transaction.</param>
    /// <param name="progress">Told the rows and bytes so far after each buffer, from any thread.</param>
    /// <param name="cancellation">Stops the copy; the transaction of the target is then broken.</param>
    /// <returns>The number of rows that left the source.</returns>
    /// <exception cref="NpgsqlException">Either side failed.</exception>
    /// <exception cref="IncompleteCopyException">The source's data ended before its end.</exception>
    public static async Task<long> RunAsync(
        RowSet rows, ReadSession source, WriteSession target, Action<long, long> progress, CancellationToken cancellation)
    {
        var counter = RowCounter.For(rows.IsBinary);
        await using var output = await OpenOutputAsync(rows, source.Connection, cancellation);
        var (input, cancelInput) = await OpenInputAsync(rows, target.Connection, cancellation);
        try
        {
            var buffer = new byte[BufferBytes];
            long bytes = 0;
            int read;
            while ((read = await output.ReadAsync(buffer, cancellation)) > 0)
            {
                counter.Observe(buffer.AsSpan(0, read));
                await input.WriteAsync(buffer.AsMemory(0, read), cancellation);
                bytes += read;
                progress(counter.Rows, bytes);
            }

            if (!counter.IsComplete) throw new IncompleteCopyException(rows.Table, counter.Rows);
        }
        catch
        {
            await AbandonAsync(cancelInput);
            throw;
        }

        await input.DisposeAsync();
        return counter.Rows;
    }

    private static async Task<Stream> OpenOutputAsync(RowSet rows, NpgsqlConnection connection, CancellationToken cancellation) =>
        rows.IsBinary
            ? await connection.BeginRawBinaryCopyAsync(rows.CopyOut, cancellation)
            : ((StreamReader)await connection.BeginTextExportAsync(rows.CopyOut, cancellation)).BaseStream;

    private static async Task<(Stream Input, Func<Task> Cancel)> OpenInputAsync(
        RowSet rows, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var input = rows.IsBinary
            ? await connection.BeginRawBinaryCopyAsync(rows.CopyIn, cancellation)
            : (NpgsqlRawCopyStream)((StreamWriter)await connection.BeginTextImportAsync(rows.CopyIn, cancellation)).BaseStream;
        return (input, input.CancelAsync);
    }

    /// <summary>A connection that is broken already cannot be told, and need not be: its transaction is gone.</summary>
    private static async Task AbandonAsync(Func<Task> cancel)
    {
        try
        {
            await cancel();
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The failure that led here is the one worth telling.
        }
    }
}
