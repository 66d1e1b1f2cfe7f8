using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>A connection that runs statements by the simple query protocol (protocol-flow, Simple Query).</summary>
internal sealed class WireConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly Stream _stream;
    private readonly MessageReader _reader;
    private int _key;
    private bool _isReady;

    private WireConnection(NpgsqlConnectionStringBuilder settings, Stream stream)
    {
        _settings = settings;
        _stream = stream;
        _reader = new(stream);
    }

    /// <summary>The server's process behind this connection.</summary>
    public int Process { get; private set; }

    /// <summary>True once the server has ended the connection, or the network has.</summary>
    public bool IsLost { get; private set; }

    /// <summary>COPY data that came so far, in messages.</summary>
    public long CopyMessages => _reader.CopyMessages;

    /// <summary>Connects, and starts a session.</summary>
    /// <exception cref="Exception">Whatever the network, TLS or the server say.</exception>
    public static async Task<WireConnection> OpenAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (settings.Timeout > 0) patience.CancelAfter(TimeSpan.FromSeconds(settings.Timeout));
        var connection = new WireConnection(settings, await WireTransport.OpenAsync(settings, patience.Token));
        try
        {
            await connection.StartAsync(patience.Token);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a query to its end. Returns the first column of its last row, in text; null where there is none.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public async Task<string?> QueryAsync(string sql, CancellationToken cancellation)
    {
        await SendAsync(sql, cancellation);
        string? value = null;
        while (await ReadAsync(cancellation) is { Type: not BackendMessage.ReadyForQuery } message)
            if (message.Type == BackendMessage.DataRow) value = message.FirstColumn;
        _isReady = true;
        return value;
    }

    /// <summary>Begins a COPY TO STDOUT (protocol-flow, COPY Operations).</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public async Task BeginCopyAsync(string sql, CancellationToken cancellation)
    {
        await SendAsync(sql, cancellation);
        await ExpectAsync(BackendMessage.CopyOutResponse, cancellation);
    }

    /// <summary>The next data of the copy; empty at its end.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadDataAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var data = await GuardAsync(_reader.ReadDataAsync(cancellation));
            if (!data.IsEmpty) return data;
            var message = await GuardAsync(_reader.ReadAsync(cancellation));
            if (message.Type == BackendMessage.CopyDone) return default;
            Refuse(message);
            if (!message.IsAsynchronous) throw Unexpected();
        }
    }

    /// <summary>What the server says of a copy whose data has ended: the number of its rows.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public async Task<long> EndCopyAsync(CancellationToken cancellation)
    {
        var rows = (await ExpectAsync(BackendMessage.CommandComplete, cancellation)).CopiedRows ?? throw Unexpected();
        await ExpectAsync(BackendMessage.ReadyForQuery, cancellation);
        _isReady = true;
        return rows;
    }

    /// <summary>
    /// Asks the server, over a connection of its own, to stop what runs (protocol-flow, Canceling Requests in Progress). Does not wait long, and
    /// does not fail: a server that cannot be reached cannot be asked.
    /// </summary>
    public async Task CancelAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await using var stream = await WireTransport.OpenAsync(_settings, patience.Token);
            await stream.WriteAsync(FrontendMessage.Cancel(Process, _key), patience.Token);
            // The server closes it once the request is passed on.
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, patience.Token);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or OperationCanceledException or NpgsqlException
            or System.Security.Authentication.AuthenticationException)
        {
            // Closing the connection is all that is left.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (_isReady && !IsLost) await _stream.WriteAsync(FrontendMessage.Terminate(), patience.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // It is gone already.
        }

        await _stream.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await _stream.WriteAsync(
            FrontendMessage.Startup(
            [
                ("user", _settings.Username), ("database", _settings.Database), ("client_encoding", "UTF8"),
                ("application_name", _settings.ApplicationName), ("options", _settings.Options),
            ]),
            cancellation);
        await new WireAuthentication(_settings, _stream, ReadAsync).RunAsync(cancellation);
        while (await ReadAsync(cancellation) is { Type: not BackendMessage.ReadyForQuery } message)
            if (message.Type == BackendMessage.BackendKeyData) (Process, _key) = (message.Int32(0), message.Int32(4));
        _isReady = true;
    }

    private async Task SendAsync(string sql, CancellationToken cancellation)
    {
        _isReady = false;
        try
        {
            await _stream.WriteAsync(FrontendMessage.Query(sql), cancellation);
        }
        catch (IOException error)
        {
            IsLost = true;
            throw new WireException("writing to the server failed", error);
        }
    }

    private async Task<BackendMessage> ExpectAsync(char type, CancellationToken cancellation)
    {
        var message = await ReadAsync(cancellation);
        return message.Type == type ? message : throw Unexpected();
    }

    private async ValueTask<BackendMessage> ReadAsync(CancellationToken cancellation)
    {
        BackendMessage message;
        do
        {
            message = await GuardAsync(_reader.ReadAsync(cancellation));
            Refuse(message);
        }
        while (message.IsAsynchronous);
        return message;
    }

    private async ValueTask<T> GuardAsync<T>(ValueTask<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (WireException)
        {
            IsLost = true;
            throw;
        }
    }

    /// <summary>Whoever sees an error gives the connection up: what follows it is not read.</summary>
    private void Refuse(BackendMessage message)
    {
        if (message.Type != BackendMessage.ErrorResponse) return;
        var error = message.Error();
        IsLost = error.InvariantSeverity is "FATAL" or "PANIC";
        throw error;
    }

    private WireException Unexpected()
    {
        IsLost = true;
        return new("the server sent a message that does not belong here");
    }
}
