using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>Moves rows from source to target: COPY data as it comes, never unpacked.</summary>
public static class RowPipe
{
    // As long as Npgsql waits by default for what it has cancelled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Copies the rows into the open transaction of <paramref name="target"/>. On any failure the data is refused with CopyFail, never
    /// completed, so that nothing partial can be committed.
    /// </summary>
    /// <param name="copy">
    /// What to copy, whether the table is this transaction's own, so that its rows can be frozen as they come, and where to if not into
    /// the table itself.
    /// </param>
    /// <param name="source">A session on the snapshot.</param>
    /// <param name="target">A session inside a transaction.</param>
    /// <param name="progress">Told the rows and bytes so far after each buffer, from any thread.</param>
    /// <param name="cancellation">Stops the copy; the transaction of the target is then broken.</param>
    /// <returns>The number of rows that left the source.</returns>
    /// <exception cref="NpgsqlException">Either side failed.</exception>
    /// <exception cref="IncompleteCopyException">The source's data ended before its end.</exception>
    public static async Task<long> RunAsync(
        (RowSet Rows, bool Frozen, QualifiedName? Into) copy, IRowSource source, WriteSession target, Action<long, long> progress, CancellationToken cancellation)
    {
        await using var output = await source.CopyAsync(copy.Rows, cancellation);
        var input = await OpenInputAsync(copy, target.Connection, cancellation);
        // Closing the connection would not stop the source's backend before it has something to say, so it is asked to stop. One that does not answer in
        // time is left alone.
        using var deaf = new CancellationTokenSource();
        await using var asked = cancellation.Register(() =>
        {
            deaf.CancelAfter(Patience);
            _ = output.StopAsync();
        });
        using var refused = target.WatchRefusal();
        await using var stopped = refused.Token.Register(() => _ = output.StopAsync());
        try
        {
            long bytes = 0;
            await output.SendAsync(
                async data =>
                {
                    refused.Token.ThrowIfCancellationRequested();
                    if (source.Limit is { } limit) await limit.WaitAsync(data.Length, cancellation);
                    await input.WriteAsync(data, deaf.Token);
                    cancellation.ThrowIfCancellationRequested();
                    bytes += data.Length;
                    progress(output.Rows, bytes);
                },
                deaf.Token);
            if (!output.IsComplete) throw new IncompleteCopyException(copy.Rows.Table, output.Rows);
            progress(output.Rows, bytes);
        }
        catch (Exception error)
        {
            // Else the rest of the rows would be read, only to be thrown away.
            var isRefused = refused.Token.IsCancellationRequested;
            if (!cancellation.IsCancellationRequested && !isRefused) await output.StopAsync();
            var refusal = await AbandonAsync(input);
            // Whatever an interrupted copy ends of, it was interrupted.
            cancellation.ThrowIfCancellationRequested();
            // What the source says of being stopped is our own doing.
            if (isRefused) throw refusal ?? new NpgsqlException("the copy was canceled on the target", error);
            throw;
        }

        // Npgsql cannot be interrupted in this, and a server that hangs, or still checks foreign keys, does not say that it has taken all. What it may still
        // be at is ended when the run ends.
        await input.DisposeAsync().AsTask().WaitAsync(deaf.Token);
        return output.Rows;
    }

    private static async Task<NpgsqlRawCopyStream> OpenInputAsync((RowSet Rows, bool Frozen, QualifiedName? Into) copy, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var command = copy.Rows.CopyIn(copy.Frozen, copy.Into);
        return copy.Rows.IsBinary
            ? await connection.BeginRawBinaryCopyAsync(command, cancellation)
            : (NpgsqlRawCopyStream)((StreamWriter)await connection.BeginTextImportAsync(command, cancellation)).BaseStream;
    }

    /// <summary>
    /// Returns what the target had refused before; null where it had not. A connection that is broken already cannot be told, and need not be: its
    /// transaction is gone.
    /// </summary>
    private static async Task<PostgresException?> AbandonAsync(NpgsqlRawCopyStream input)
    {
        try
        {
            // A server that hangs answers nothing, and whoever interrupts a run would wait for it.
            input.ReadTimeout = input.WriteTimeout = (int)Patience.TotalMilliseconds;
            await input.CancelAsync();
        }
        catch (PostgresException refusal)
        {
            return refusal;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The failure that led here is the one worth telling. A connection that breaks meanwhile costs Npgsql even a NullReferenceException.
        }

        return null;
    }
}
