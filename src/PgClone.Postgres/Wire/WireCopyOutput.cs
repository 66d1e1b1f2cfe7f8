using PgClone.Postgres.Rows;

namespace PgClone.Postgres.Wire;

/// <summary>The data of a COPY TO STDOUT. It is complete when the server has said so, and how many rows it was.</summary>
internal sealed class WireCopyOutput(WireConnection connection, WireThread thread) : ICopyOutput
{
    private readonly long _before = connection.CopyMessages;
    private long? _rows;

    /// <inheritdoc/>
    /// <remarks>Until the server has told: a message is a row, or, in binary format, the end mark.</remarks>
    public long Rows => _rows ?? connection.CopyMessages - _before;

    /// <inheritdoc/>
    public bool IsComplete => _rows is not null;

    /// <inheritdoc/>
    public Task SendAsync(Func<ReadOnlyMemory<byte>, ValueTask> taken, CancellationToken cancellation) =>
        thread.RunAsync<object?>(() =>
        {
            while (connection.ReadData(cancellation) is { IsEmpty: false } data)
            {
                var taking = taken(data);
                if (!taking.IsCompletedSuccessfully) taking.AsTask().GetAwaiter().GetResult();
            }

            _rows = connection.EndCopy(cancellation);
            return null;
        });

    /// <inheritdoc/>
    public Task StopAsync() => Task.Factory.StartNew(connection.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
