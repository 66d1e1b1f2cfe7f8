using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Cluster;

/// <summary>
/// A throwaway server on a free loopback port, made by initdb in a directory of its own. Superuser <c>postgres</c>, trust
/// authentication, no durability. Disposing stops it and deletes the directory; so does the end of our process, however it ends.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private const int PortAttempts = 5;

    // A socket's path must fit sockaddr_un: 104 bytes on macOS, 108 on Linux.
    private const int LongestSocketDirectory = 104 - 18;

    private readonly ServerProcess _process;
    private readonly ServerBinaries _binaries;
    private readonly string _directory;
    private readonly ServerGuardProcess _guard;

    private LocalServer(ServerProcess process, ServerBinaries binaries, string directory)
    {
        _process = process;
        _binaries = binaries;
        _directory = directory;
        _guard = ServerGuardProcess.Start(process, binaries, directory);
    }

    /// <summary>The major version, such as 18.</summary>
    public int Major => _binaries.Major;

    /// <summary>The address it listens on; always the loopback one.</summary>
    public string Host { get; } = IPAddress.Loopback.ToString();

    /// <summary>The TCP port.</summary>
    public int Port { get; private set; }

    /// <summary>The data directory.</summary>
    public string DataDirectory => Path.Combine(_directory, "data");

    private string LogFile => Path.Combine(_directory, "server.log");

    /// <summary>Makes a server and starts it.</summary>
    /// <exception cref="ClusterException">It could not be made or started; the message ends with what the server said.</exception>
    public static async Task<LocalServer> StartAsync(ServerBinaries binaries, LocalServerOptions options, CancellationToken cancellation)
    {
        var account = ServerAccountReader.Read();
        var process = new ServerProcess(account);
        var parent = options.ParentDirectory ?? (account.Name is null ? Path.GetTempPath() : "/tmp");
        var directory = Path.Combine(Path.GetFullPath(parent), $"pgclone-{Guid.NewGuid():N}"[..20]);
        Refuse(await process.FailureAsync("/", ["mkdir", "-m", "700", directory], cancellation), $"cannot make {directory}");

        var server = new LocalServer(process, binaries, directory);
        try
        {
            await server.InitialiseAsync(options, cancellation);
            await server.StartOnFreePortAsync(options, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How Npgsql reaches a database of this server as its superuser.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = Host, Port = Port, Username = "postgres", Database = database }.ConnectionString;

    /// <summary>Stops the server at once and deletes its directory.</summary>
    public ValueTask DisposeAsync() => _guard.DisposeAsync();

    private async Task InitialiseAsync(LocalServerOptions options, CancellationToken cancellation)
    {
        // C.UTF-8 is not on every system (macOS, old glibc); C is.
        var failure = await InitdbAsync("C.UTF-8", cancellation);
        if (failure is not null) failure = await InitdbAsync("C", cancellation);
        Refuse(failure, "initdb failed");

        await File.AppendAllLinesAsync(Path.Combine(DataDirectory, "postgresql.conf"), Settings(options), cancellation);
    }

    private Task<string?> InitdbAsync(string locale, CancellationToken cancellation) =>
        _process.FailureAsync(
            _directory,
            [
                _binaries.Program("initdb"), "-D", DataDirectory, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                $"--locale={locale}", "--lc-messages=C", "-N",
            ],
            cancellation);

    private IEnumerable<string> Settings(LocalServerOptions options)
    {
        ValueList<ServerSetting> settings =
        [
            new("listen_addresses", Host),
            new("unix_socket_directories", DataDirectory.Length > LongestSocketDirectory ? "" : DataDirectory),
            new("max_connections", options.MaxConnections.ToString(CultureInfo.InvariantCulture)),
            new("fsync", "off"),
            new("full_page_writes", "off"),
            new("synchronous_commit", "off"),
            .. options.Settings,
        ];
        return settings.Select(setting => setting.ToString());
    }

    private async Task StartOnFreePortAsync(LocalServerOptions options, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            var failure = await PgCtlStartAsync(options, cancellation);
            if (failure is null) return;

            // Between our look and the server's bind somebody else may have taken the port.
            var log = File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile, cancellation) : "";
            if (attempt < PortAttempts && log.Contains("could not bind", StringComparison.Ordinal)) continue;
            throw new ClusterException($"pg_ctl start failed: {failure}\n{log}");
        }
    }

    // The log file matters: a server that inherited our pipes would keep them open, and waiting for pg_ctl would never end.
    private Task<string?> PgCtlStartAsync(LocalServerOptions options, CancellationToken cancellation) =>
        _process.FailureAsync(
            _directory,
            [
                _binaries.Program("pg_ctl"), "start", "-D", DataDirectory, "-l", LogFile, "-w",
                "-t", options.StartTimeout.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture), "-o", $"-p {Port}",
            ],
            cancellation);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Refuse(string? failure, string what)
    {
        if (failure is not null) throw new ClusterException($"{what}: {failure}");
    }
}
