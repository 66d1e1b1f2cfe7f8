using System.Net.Sockets;
using System.Runtime.Versioning;
using Npgsql;
using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Cluster;

[UnsupportedOSPlatform("windows")]
public sealed class LocalServerTests
{
    [ServerTheory, EveryMajor]
    public async Task A_server_answers_with_its_version_and_leaves_nothing_behind(int major)
    {
        var binaries = await TestServers.Finder.FindAsync(major, CancellationToken.None);

        var server = await LocalServer.StartAsync(binaries, new(), CancellationToken.None);
        await using (server)
        {
            Assert.Equal(major, server.Major);
            await using var connection = await OpenAsync(server);
            Assert.Equal(major, connection.PostgreSqlVersion.Major);
            Assert.True(Directory.Exists(server.DataDirectory));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(server.DataDirectory)));
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(server.Host, server.Port));
    }

    [ServerFact]
    public async Task Settings_of_the_caller_win_over_our_own()
    {
        await using var server = await StartAsync(
            new() { MaxConnections = 17, Settings = [new("fsync", "on"), new("search_path", "it's, fine")] });

        Assert.Equal("17", await ShowAsync(server, "max_connections"));
        Assert.Equal("on", await ShowAsync(server, "fsync"));
        Assert.Equal("it's, fine", await ShowAsync(server, "search_path"));
        Assert.Equal("C", await ShowAsync(server, "lc_messages"));
    }

    [ServerFact]
    public async Task A_server_that_cannot_start_says_why_and_leaves_nothing_behind()
    {
        var parent = Directory.CreateTempSubdirectory("pgclone-test-").FullName;
        File.SetUnixFileMode(parent, (UnixFileMode)0b111_111_111);

        var failure = await Assert.ThrowsAsync<ClusterException>(
            () => StartAsync(new() { ParentDirectory = parent, Settings = [new("wal_level", "nonsense")] }));

        Assert.Contains("invalid value for parameter \"wal_level\"", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(parent));
        Directory.Delete(parent);
    }

    [ServerFact]
    public async Task Disposing_twice_is_harmless()
    {
        var server = await StartAsync(new());
        await server.DisposeAsync();
        await server.DisposeAsync();
    }

    private static async Task<LocalServer> StartAsync(LocalServerOptions options)
    {
        var binaries = await TestServers.Finder.FindAsync(TestServers.Newest, CancellationToken.None);
        return await LocalServer.StartAsync(binaries, options, CancellationToken.None);
    }

    private static async Task<NpgsqlConnection> OpenAsync(LocalServer server)
    {
        var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<string?> ShowAsync(LocalServer server, string setting)
    {
        await using var connection = await OpenAsync(server);
        await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
        return (string?)await command.ExecuteScalarAsync();
    }
}
