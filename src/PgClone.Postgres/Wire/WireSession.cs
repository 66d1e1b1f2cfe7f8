using System.Globalization;
using Npgsql;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Wire;

/// <summary>
/// A READ ONLY transaction on a snapshot, for copies alone: what Npgsql gives row by row comes here as it came from the network. Where this small frontend
/// cannot be sure to do as Npgsql does, nothing is tried, and <see cref="ReadSession"/> copies.
/// </summary>
public sealed class WireSession : IRowSource
{
    private readonly WireConnection _connection;
    private readonly WireThread _thread;

    private WireSession(WireConnection connection, WireThread thread) => (_connection, _thread) = (connection, thread);

    /// <inheritdoc/>
    public RateLimit? Limit { get; internal set; }

    /// <inheritdoc/>
    public bool IsLost => _connection.IsLost;

    /// <summary>True where nothing is asked for that only Npgsql knows: GSS encryption, methods of authentication, binding to the channel, TLS at once.</summary>
    internal static bool Serves(NpgsqlConnectionStringBuilder settings) =>
        settings is
        {
            Host: not null,
            RequireAuth: null,
            ChannelBinding: not ChannelBinding.Require,
            GssEncryptionMode: not GssEncryptionMode.Require,
            SslNegotiation: SslNegotiation.Postgres,
        };

    /// <summary>Opens a session, on a snapshot that another exported, or on a new one for null.</summary>
    /// <exception cref="Exception">Whatever the network, TLS or the server say.</exception>
    public static async Task<WireSession> OpenAsync(NpgsqlConnectionStringBuilder settings, string? snapshot, CancellationToken cancellation)
    {
        var thread = new WireThread();
        try
        {
            return new(await thread.RunAsync(() => Open(settings, snapshot, cancellation)), thread);
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<string?> ValueAsync(string query, CancellationToken cancellation) => _thread.RunAsync(() => _connection.Query(query, cancellation));

    /// <inheritdoc/>
    public Task<ICopyOutput> CopyAsync(RowSet rows, CancellationToken cancellation) => _thread.RunAsync<ICopyOutput>(() =>
    {
        _connection.BeginCopy(rows.CopyOut, cancellation);
        return new WireCopyOutput(_connection, _thread);
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _thread.Dispose();
        return ValueTask.CompletedTask;
    }

    private static WireConnection Open(NpgsqlConnectionStringBuilder settings, string? snapshot, CancellationToken cancellation)
    {
        var connection = WireConnection.Open(settings, cancellation);
        try
        {
            connection.Query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellation);
            if (snapshot is not null) connection.Query($"SET TRANSACTION SNAPSHOT {Literal.Quote(snapshot)}", cancellation);
            var version = connection.Query("SELECT pg_catalog.current_setting('server_version_num')", cancellation);
            connection.Query(PinnedSettings.Sql(new(int.Parse(version!, CultureInfo.InvariantCulture) / 10000)), cancellation);
            var process = connection.Query("SELECT pg_catalog.pg_backend_pid()", cancellation);
            return process == connection.Process.ToString(CultureInfo.InvariantCulture) ? connection : throw new WireException("a connection pooler answers");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
