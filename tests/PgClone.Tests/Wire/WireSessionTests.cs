using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PgClone.Postgres.Wire;
using Xunit;

namespace PgClone.Tests.Wire;

public sealed class WireSessionTests
{
    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var began = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<Exception>(() => WireSession.OpenAsync(
            new($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=nobody;Timeout=1"), null, CancellationToken.None));

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(14));
    }
}
