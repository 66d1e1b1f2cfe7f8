namespace PgClone.Postgres.Rows;

/// <summary>A READ ONLY transaction on one snapshot of the source, to copy rows from.</summary>
public interface IRowSource : IAsyncDisposable
{
    /// <summary>True once the server, or the network, has ended the connection.</summary>
    bool IsLost { get; }

    /// <summary>How fast rows may leave the source; null for as fast as they come.</summary>
    RateLimit? Limit { get; }

    /// <summary>The text that a query of one row and column gives; null for NULL, and for no row.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The server refuses, or is gone.</exception>
    Task<string?> ValueAsync(string query, CancellationToken cancellation);

    /// <summary>Begins to copy rows.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The server refuses, or is gone.</exception>
    Task<ICopyOutput> CopyAsync(RowSet rows, CancellationToken cancellation);
}
