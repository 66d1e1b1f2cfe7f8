using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PgClone.TestKit.Faults;

/// <summary>A bad network before a server: a loopback port that passes connections on, and cuts, delays or stalls them when a test says so.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private const int BufferBytes = 65536;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = [];
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private Fault? _fault;
    private long _sent;
    private long _roundTrips;

    private FaultProxy(TestServer server)
    {
        var to = new NpgsqlConnectionStringBuilder(server.Parameters);
        _server = new(IPAddress.Parse(to.Host!), to.Port);
        // What the system would buffer is not held up when a connection stalls.
        _listener.Server.ReceiveBufferSize = BufferBytes;
        _listener.Start();
        to.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Server = server with { Parameters = to.ConnectionString };
        _accepting = AcceptAsync();
    }

    /// <summary>The server as it is seen through the proxy.</summary>
    public TestServer Server { get; }

    /// <summary>How long each piece of data is held back, in either direction. Default not at all.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Told how many bytes all clients have sent so far, before the last of them are passed on. Default nobody is.</summary>
    public Action<long>? Sending { get; set; }

    /// <summary>How often all clients together have sent something and waited for the answer, since the proxy is there.</summary>
    public long RoundTrips => Interlocked.Read(ref _roundTrips);

    /// <summary>True when connections are taken and never answered. Default false.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>True when connections are closed as they come, and those that are there are cut. Default false.</summary>
    public bool IsDown
    {
        get;
        set
        {
            field = value;
            if (!value) return;
            foreach (var connection in _connections.Keys) connection.Strike(FaultKind.Reset);
        }
    }

    /// <summary>Ends when the fault has struck.</summary>
    public Task Struck => _struck.Task;

    /// <summary>A proxy before a server that listens on an address of this machine.</summary>
    public static FaultProxy Before(TestServer server) => new(server);

    /// <summary>Lets a fault strike, once.</summary>
    public void Arm(Fault fault) => _fault = fault;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var connection in _connections.Keys) connection.Dispose();
        await Task.WhenAll(_connections.Values);
        _ended.Dispose();
    }

    /// <summary>How many of so many more bytes may pass; fewer only for the connection that the fault strikes.</summary>
    internal int Judge(ProxiedConnection connection, FaultSide sender, long sent, int more)
    {
        if (connection.Begins(sender)) Interlocked.Increment(ref _roundTrips);
        if (sender == FaultSide.Client) Sending?.Invoke(Interlocked.Add(ref _sent, more));
        if (_fault is not { } fault || fault.Sender != sender || sent + more <= fault.Bytes || Interlocked.CompareExchange(ref _fault, null, fault) != fault) return more;
        connection.Doom(fault.Kind);
        _struck.TrySetResult();
        return (int)(fault.Bytes - sent);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_ended.Token);
                client.NoDelay = true;
                var connection = new ProxiedConnection(this, client);
                _connections[connection] = IsDown ? EndAsync(connection) : PassAsync(connection);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy is gone.
        }
    }

    private static Task EndAsync(ProxiedConnection connection)
    {
        connection.Strike(FaultKind.Reset);
        return Task.CompletedTask;
    }

    private Task PassAsync(ProxiedConnection connection) => IsDeaf ? connection.HoldAsync(_ended.Token) : connection.PassAsync(_server, _ended.Token);
}
