using PgClone.Postgres.Rows;

namespace PgClone.Postgres.Wire;

/// <summary>The data of a COPY TO STDOUT. It is complete when the server has said so, and how many rows it was.</summary>
internal sealed class WireCopyOutput(WireConnection connection) : ICopyOutput
{
    private readonly long _before = connection.CopyMessages;
    private long? _rows;

    /// <inheritdoc/>
    /// <remarks>Until the server has told: a message is a row, or, in binary format, the end mark.</remarks>
    public long Rows => _rows ?? connection.CopyMessages - _before;

    /// <inheritdoc/>
    public bool IsComplete => _rows is not null;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        if (IsComplete) return default;
        var data = await connection.ReadDataAsync(cancellation);
        if (data.IsEmpty) _rows = await connection.EndCopyAsync(cancellation);
        return data;
    }

    /// <inheritdoc/>
    public Task StopAsync() => connection.CancelAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
