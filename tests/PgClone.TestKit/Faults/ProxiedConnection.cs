using System.Net;
using System.Net.Sockets;

namespace PgClone.TestKit.Faults;

/// <summary>A connection of a client, and the one that it is passed on to.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, Socket client) : IDisposable
{
    private const int BufferBytes = 65536;

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly TaskCompletionSource _doomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FaultKind? _doom;
    private volatile bool _isAnswered = true;

    /// <summary>Passes on both directions until either end closes, or a fault strikes.</summary>
    public async Task PassAsync(IPEndPoint to, CancellationToken ended)
    {
        try
        {
            await _server.ConnectAsync(to, ended);
            var upstream = PumpAsync(client, _server, FaultSide.Client, ended);
            var downstream = PumpAsync(_server, client, FaultSide.Server, ended);
            await Task.WhenAny(Task.WhenAll(upstream, downstream), _doomed.Task);
            if (_doom == FaultKind.Stall) await HoldAsync(ended);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // The server is gone, or the proxy is.
        }
        finally
        {
            Strike(_doom ?? FaultKind.Close);
        }
    }

    /// <summary>Keeps the connection open and does nothing with it.</summary>
    public async Task HoldAsync(CancellationToken ended)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ended);
        }
        catch (OperationCanceledException)
        {
            client.Dispose();
        }
    }

    /// <summary>What is to become of it once what may still pass has passed.</summary>
    public void Doom(FaultKind kind) => _doom = kind;

    /// <summary>True when what is sent begins a round trip: the client has had an answer to what it sent before.</summary>
    public bool Begins(FaultSide sender)
    {
        var begins = sender == FaultSide.Client && _isAnswered;
        _isAnswered = sender == FaultSide.Server;
        return begins;
    }

    /// <summary>Ends both connections at once.</summary>
    public void Strike(FaultKind kind)
    {
        foreach (var socket in new[] { client, _server })
        {
            try
            {
                // Closed without lingering, a connection is reset.
                if (kind == FaultKind.Reset) socket.LingerState = new(true, 0);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // It is closed already.
            }

            socket.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Strike(FaultKind.Close);

    private async Task PumpAsync(Socket from, Socket to, FaultSide sender, CancellationToken ended)
    {
        var buffer = new byte[BufferBytes];
        long sent = 0;
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, ended)) > 0 && _doom is null)
            {
                if (proxy.Delay > TimeSpan.Zero) await Task.Delay(proxy.Delay, ended);
                var passed = proxy.Judge(this, sender, sent, read);
                if (_doom is not null && passed == read) return;
                await to.SendAsync(buffer.AsMemory(0, passed), ended);
                sent += passed;
                if (passed == read) continue;
                _doomed.TrySetResult();
                return;
            }

            if (_doom is null) to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // Whatever one end does, the other learns.
            Strike(FaultKind.Close);
        }
    }

    private static bool IsEnd(Exception error) => error is SocketException or ObjectDisposedException or OperationCanceledException;
}
