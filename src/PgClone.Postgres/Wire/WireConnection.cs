using System.Net.Sockets;
using Npgsql;

namespace PgClone.Postgres.Wire;

/// <summary>
/// A connection that runs statements by the simple query protocol (protocol-flow, Simple Query). It blocks; whoever cancels breaks it. After an error of
/// the server it is to be given up: what would follow is not read.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly WireTransport _transport;
    private readonly MessageReader _reader;
    private int _key;
    private bool _isReady;

    private WireConnection(NpgsqlConnectionStringBuilder settings, WireTransport transport)
    {
        _settings = settings;
        _transport = transport;
        _reader = new(transport.Stream);
    }

    /// <summary>The server's process behind this connection.</summary>
    public int Process { get; private set; }

    /// <summary>True once the server has ended the connection, or the network has.</summary>
    public bool IsLost { get; private set; }

    /// <summary>COPY data that came so far, in messages.</summary>
    public long CopyMessages => _reader.CopyMessages;

    /// <summary>Connects, and starts a session.</summary>
    /// <exception cref="Exception">Whatever the network, TLS or the server say.</exception>
    public static WireConnection Open(NpgsqlConnectionStringBuilder settings, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (settings.Timeout > 0) patience.CancelAfter(TimeSpan.FromSeconds(settings.Timeout));
        var connection = new WireConnection(settings, WireTransport.Open(settings, patience.Token));
        try
        {
            return connection.Guarded(connection.Start, patience.Token);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a query to its end. Returns the first column of its last row, in text; null where there is none.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public string? Query(string sql, CancellationToken cancellation) => Guarded(
        () =>
        {
            Send(sql);
            string? value = null;
            while (Read() is { Type: not BackendMessage.ReadyForQuery } message)
                if (message.Type == BackendMessage.DataRow) value = message.FirstColumn;
            _isReady = true;
            return value;
        },
        cancellation);

    /// <summary>Begins a COPY TO STDOUT (protocol-flow, COPY Operations).</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public void BeginCopy(string sql, CancellationToken cancellation) => Guarded(
        () =>
        {
            Send(sql);
            return Expect(BackendMessage.CopyOutResponse);
        },
        cancellation);

    /// <summary>The next data of the copy; empty at its end.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public ReadOnlyMemory<byte> ReadData(CancellationToken cancellation) => Guarded(
        () =>
        {
            while (true)
            {
                var data = _reader.ReadData();
                if (!data.IsEmpty) return data;
                var message = Heeded(_reader.Read());
                if (message.Type == BackendMessage.CopyDone) return default;
                if (!message.IsAsynchronous) throw Unexpected();
            }
        },
        cancellation);

    /// <summary>What the server says of a copy whose data has ended: the number of its rows.</summary>
    /// <exception cref="NpgsqlException">The server refuses, or is gone.</exception>
    public long EndCopy(CancellationToken cancellation) => Guarded(
        () =>
        {
            var rows = Expect(BackendMessage.CommandComplete).CopiedRows ?? throw Unexpected();
            Expect(BackendMessage.ReadyForQuery);
            _isReady = true;
            return rows;
        },
        cancellation);

    /// <summary>
    /// Asks the server, over a connection of its own, to stop what runs (protocol-flow, Canceling Requests in Progress). Does not wait long, and
    /// does not fail: a server that cannot be reached cannot be asked.
    /// </summary>
    public void Cancel()
    {
        using var patience = new CancellationTokenSource(_settings.Timeout is > 0 and var seconds && seconds < Patience.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Patience);
        try
        {
            using var transport = WireTransport.Open(_settings, patience.Token);
            using var asked = transport.AbortOn(patience.Token);
            transport.Stream.Write(FrontendMessage.Cancel(Process, _key));
            // The server closes it once the request is passed on.
            _ = transport.Stream.ReadByte();
        }
        catch (Exception error) when (
            error is IOException or SocketException or ObjectDisposedException or NpgsqlException or System.Security.Authentication.AuthenticationException)
        {
            // Closing the connection is all that is left.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (_isReady && !IsLost) _transport.Stream.Write(FrontendMessage.Terminate());
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone already.
        }

        _transport.Dispose();
    }

    private WireConnection Start()
    {
        _transport.Stream.Write(FrontendMessage.Startup(
        [
            ("user", _settings.Username), ("database", _settings.Database), ("client_encoding", "UTF8"),
            ("application_name", _settings.ApplicationName), ("options", _settings.Options),
        ]));
        new WireAuthentication(_settings, _transport.Stream, Read).Run();
        while (Read() is { Type: not BackendMessage.ReadyForQuery } message)
            if (message.Type == BackendMessage.BackendKeyData) (Process, _key) = (message.NumberAt(0), message.NumberAt(4));
        _isReady = true;
        return this;
    }

    private void Send(string sql)
    {
        _isReady = false;
        _transport.Stream.Write(FrontendMessage.Query(sql));
    }

    private BackendMessage Expect(char type) => Read() is var message && message.Type == type ? message : throw Unexpected();

    private BackendMessage Read()
    {
        BackendMessage message;
        do message = Heeded(_reader.Read());
        while (message.IsAsynchronous);
        return message;
    }

    private BackendMessage Heeded(BackendMessage message)
    {
        if (message.Type != BackendMessage.ErrorResponse) return message;
        var error = message.Error();
        IsLost = error.InvariantSeverity is "FATAL" or "PANIC";
        throw error;
    }

    private T Guarded<T>(Func<T> work, CancellationToken cancellation)
    {
        using var aborted = _transport.AbortOn(cancellation);
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or WireException)
        {
            IsLost = true;
            // A backend that has nothing to say yet would not notice that nobody listens any more.
            if (cancellation.IsCancellationRequested && Process != 0) Cancel();
            cancellation.ThrowIfCancellationRequested();
            throw error as WireException ?? new WireException("the connection broke", error);
        }
    }

    private static WireException Unexpected() => new("the server sent a message that does not belong here");
}
