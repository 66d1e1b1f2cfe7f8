namespace PgClone.Postgres.Rows;

/// <summary>The data of a COPY TO STDOUT, as it comes.</summary>
public interface ICopyOutput : IAsyncDisposable
{
    /// <summary>Rows that came so far; exact once the copy is complete.</summary>
    long Rows { get; }

    /// <summary>True when the source is known to have sent all of its rows.</summary>
    bool IsComplete { get; }

    /// <summary>Gives all data away, piece by piece, in pieces worth sending on. Each is valid until it is taken.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The server refuses, or is gone.</exception>
    Task SendAsync(Func<ReadOnlyMemory<byte>, ValueTask> taken, CancellationToken cancellation);

    /// <summary>Asks the server to stop sending. Where it cannot be reached, or has ended already, nothing is to be asked: this does not fail.</summary>
    Task StopAsync();
}
