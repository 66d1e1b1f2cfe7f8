using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap.Buffered;
using Npgsql;
using PgClone.Postgres.Cluster;
using PgClone.Postgres.Sql;

namespace PgClone.TestKit;

/// <summary>A pg_dump, the oracle for schemas: it must be as new as the server it reads.</summary>
public sealed partial class PgDump
{
    private PgDump(string path, int major)
    {
        Path = path;
        Major = major;
    }

    /// <summary>What is asked for besides the schema when a test does not clone owners.</summary>
    public static ValueList<string> UsualOptions { get; } = ["--no-owner"];

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>Its major version: the newest server it reads.</summary>
    public int Major { get; }

    /// <summary>
    /// A pg_dump that reads servers of a major version: <c>PGCLONE_PG_DUMP</c>, then PATH, then the distribution's, then the
    /// one that lab/tools.sh builds (<c>LAB</c>, default pglab in the directory for temporary files). Null when there is none.
    /// </summary>
    public static async Task<PgDump?> FindAsync(int major, CancellationToken cancellation)
    {
        foreach (var path in Candidates().Where(File.Exists).Distinct(StringComparer.Ordinal))
        {
            var version = await CliWrap.Cli.Wrap(path).WithArguments("--version").ExecuteBufferedAsync(cancellation);
            var found = int.Parse(Number().Match(version.StandardOutput).ValueSpan, CultureInfo.InvariantCulture);
            if (found >= major) return new(path, found);
        }

        return null;
    }

    /// <summary>The same for a test that cannot do without.</summary>
    /// <exception cref="FileNotFoundException">There is none; <c>PgDump = true</c> in its attribute skips a test then.</exception>
    public static async Task<PgDump> GetAsync(int major, CancellationToken cancellation) =>
        await FindAsync(major, cancellation) ?? throw new FileNotFoundException(Missing(major));

    /// <summary>Why a test that dumps servers of these versions is skipped; null when it is to run.</summary>
    public static string? WhySkip(IEnumerable<int> majors)
    {
        var newest = majors.Max();
        // Attributes cannot wait.
        var found = Task.Run(() => FindAsync(newest, CancellationToken.None)).GetAwaiter().GetResult();
        return found is null ? Missing(newest) : null;
    }

    /// <summary>The schema of a database as pg_dump writes it, without PgClone's own.</summary>
    public async Task<string> SchemaOnlyAsync(string connectionString, ValueList<string> options, CancellationToken cancellation)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var result = await CliWrap.Cli.Wrap(Path)
            .WithArguments(
            [
                "--schema-only", "--exclude-schema=pgclone", .. options, "-h", to.Host!, "-U", to.Username!,
                "-p", to.Port.ToString(CultureInfo.InvariantCulture), "-d", to.Database!,
            ])
            .WithEnvironmentVariables(variables => variables.Set("PGPASSWORD", to.Password))
            .ExecuteBufferedAsync(cancellation);
        return result.StandardOutput;
    }

    private static string Missing(int major) => $"no pg_dump that reads PostgreSQL {major}; name one in PGCLONE_PG_DUMP";

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PGCLONE_PG_DUMP") is { Length: > 0 } configured) yield return configured;
        if (Executable.Find("pg_dump") is { } onPath) yield return onPath;
        foreach (var bin in ServerBinariesFinder.DistributionDirectories()) yield return System.IO.Path.Combine(bin, "pg_dump");

        var lab = Environment.GetEnvironmentVariable("LAB");
        if (string.IsNullOrEmpty(lab)) lab = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "pglab");
        yield return System.IO.Path.Combine(lab, "pg18", "bin", "pg_dump");
    }

    [GeneratedRegex(@"(?<=\(PostgreSQL\) )\d+")]
    private static partial Regex Number();
}
