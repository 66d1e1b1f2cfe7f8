using Npgsql;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Wire;

namespace PgClone.Postgres.Connect;

/// <summary>A database that sessions can be opened to. Sessions are real connections, never pooled: their state is theirs alone.</summary>
public sealed class Database : IAsyncDisposable
{
    // Raw COPY in 64 KB pieces keeps pace with psql | psql; 8 KB costs a third more CPU, more gains nothing (measured).
    private const int BufferBytes = 65536;

    // A peer that is gone without a word is noticed after about two minutes, not after the two hours of most systems. One that hangs answers these.
    private const int KeepAliveSeconds = 30;
    private const int KeepAliveIntervalSeconds = 10;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly SideSession _side;
    private readonly RefusalWatch _refusals;

    // False until Npgsql has connected, and shown that it keeps the bytes secret in no way that Wire does not know.
    private volatile bool _servesWire;
    private volatile bool _refusesWire;

    // Every command of ours is one statement with $1 parameters. Npgsql's own parser would look for more,
    // and would refuse the semicolons inside BEGIN ATOMIC bodies and rules.
    static Database() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    /// <summary>A database behind these connection parameters.</summary>
    /// <param name="parameters">Host, port, database, user, password, TLS.</param>
    /// <param name="startupOptions">Settings for the startup packet, in the syntax of PGOPTIONS; never logged, never in SQL text.</param>
    public Database(NpgsqlConnectionStringBuilder parameters, string? startupOptions = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(parameters.ConnectionString)
        {
            Pooling = false,
            ReadBufferSize = BufferBytes,
            WriteBufferSize = BufferBytes,
            CommandTimeout = 0,
            KeepAlive = KeepAliveSeconds,
            TcpKeepAlive = true,
            TcpKeepAliveTime = parameters.TcpKeepAliveTime > 0 ? parameters.TcpKeepAliveTime : KeepAliveSeconds,
            TcpKeepAliveInterval = parameters.TcpKeepAliveInterval > 0 ? parameters.TcpKeepAliveInterval : KeepAliveIntervalSeconds,
            IncludeErrorDetail = false,
            // A report names the statement that failed; those with hidden values hold none in their text.
            IncludeFailedBatchedCommand = true,
            PersistSecurityInfo = false,
        };
        settings.Options = $"{settings.Options} {startupOptions}".Trim() is { Length: > 0 } options ? options : null;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // Catalogs are read with built-in types alone; loading the user's would cost a query per connection.
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        _source = builder.Build();
        _side = new(_source);
        _refusals = new(_side);
        _settings = settings;
        Name = settings.Database ?? settings.Username ?? "";
        Display = $"{settings.Username}@{settings.Host}:{settings.Port}/{Name}";
    }

    /// <summary>The name of the database.</summary>
    public string Name { get; }

    /// <summary>How many sessions may be open at the same time; at least 2. Default: as many as there is work for.</summary>
    public int MostSessions { get; init; } = int.MaxValue;

    /// <summary>How fast rows may leave it, all sessions together. Default: as fast as they come.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>True when it may be asked for a checkpoint. Default: it is not.</summary>
    public bool MayCheckpoint { get; init; }

    /// <summary>User, host, port and database, without password.</summary>
    public string Display { get; }

    /// <summary>
    /// Opens a READ ONLY, REPEATABLE READ transaction under pinned settings: on <paramref name="snapshot"/>, or on a new one for null.
    /// </summary>
    /// <exception cref="NpgsqlException">The server refuses, or cannot be reached.</exception>
    /// <exception cref="UnusableServerException">The version is not supported, or something between pools transactions.</exception>
    public async Task<ReadSession> ReadAsync(string? snapshot, CancellationToken cancellation)
    {
        var connection = await ConnectAsync(cancellation);
        try
        {
            var settled = snapshot is null ? await SettledLog.FindAsync(connection, cancellation) : null;
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
            if (snapshot is not null) batch.BatchCommands.Add(new($"SET TRANSACTION SNAPSHOT {Sql.Literal.Quote(snapshot)}"));
            await PinAsync(batch, connection, cancellation);
            return new(connection) { Limit = Limit, Settled = settled };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Opens a transaction as <see cref="ReadAsync"/> does, for copies alone and at less cost per row. Null where Npgsql has to do it: some ways to connect
    /// only Npgsql knows, and it has the better words for what is wrong with a connection.
    /// </summary>
    public async Task<WireSession?> WireAsync(string? snapshot, CancellationToken cancellation)
    {
        if (!_servesWire || _refusesWire) return null;
        try
        {
            var session = await WireSession.OpenAsync(_settings, snapshot, cancellation);
            session.Limit = Limit;
            return session;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            cancellation.ThrowIfCancellationRequested();
            _refusesWire = true;
            return null;
        }
    }

    /// <summary>Opens a session that may write, under pinned settings, outside a transaction.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or cannot be reached.</exception>
    /// <exception cref="UnusableServerException">The version is not supported, or something between pools transactions.</exception>
    public async Task<WriteSession> WriteAsync(CancellationToken cancellation)
    {
        var connection = await ConnectAsync(cancellation);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            await PinAsync(batch, connection, cancellation);
            return new(connection, _refusals);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Who among the sessions of one application_name has waited for a lock of others, for at least that long; nobody where that cannot be seen.</summary>
    public Task<IReadOnlyList<LockWait>> LockWaitsAsync(string application, TimeSpan least, CancellationToken cancellation) =>
        _side.AskAsync((LockWait.Query(least.TotalSeconds), application), LockWait.ReadAsync, [], cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _side.DisposeAsync();
        await _source.DisposeAsync();
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        var version = VersionOf(connection);
        if (version.CompareTo(ServerVersion.Oldest) >= 0) return connection;
        await connection.DisposeAsync();
        throw new UnusableServerException($"{Display} runs {version}; PgClone works with {ServerVersion.Oldest} and later");
    }

    /// <summary>
    /// A pooler that hands out connections per transaction answers with a backend key of its own making.
    /// </summary>
    private async Task PinAsync(NpgsqlBatch batch, NpgsqlConnection connection, CancellationToken cancellation)
    {
        batch.BatchCommands.Add(new(PinnedSettings.Sql(VersionOf(connection))));
        batch.BatchCommands.Add(new("""
            SELECT pg_catalog.pg_backend_pid(), EXISTS (SELECT FROM pg_catalog.pg_stat_gssapi WHERE pid = pg_catalog.pg_backend_pid() AND encrypted)
            """));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        if (reader.GetInt32(0) != connection.ProcessID)
            throw new UnusableServerException($"{Display} is a connection pooler: connect to the server itself, sessions and snapshots do not survive pooling");
        _servesWire = !reader.GetBoolean(1) && WireSession.Serves(_settings);
    }

    internal static ServerVersion VersionOf(NpgsqlConnection connection) => new(connection.PostgreSqlVersion.Major);
}
