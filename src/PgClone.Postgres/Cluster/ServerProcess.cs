using CliWrap;
using CliWrap.Buffered;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Cluster;

/// <summary>
/// Runs programs as the server's account, in / and with a clean environment: what the caller's shell sets
/// (<c>PGPORT</c>, <c>LD_LIBRARY_PATH</c>, a locale) must not reach a throwaway server.
/// </summary>
public sealed class ServerProcess(ServerAccount account)
{
    /// <summary>The command, not started yet. It does not throw when the program fails.</summary>
    public Command Command(string home, params IEnumerable<string> words)
    {
        ValueList<string> line =
        [
            .. account.Prefix,
            "/usr/bin/env", "-i", $"HOME={home}", "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC",
            .. words,
        ];
        return Cli.Wrap(line[0]).WithArguments(line.Skip(1)).WithWorkingDirectory("/").WithValidation(CommandResultValidation.None);
    }

    /// <summary>Runs a program to its end; null when it succeeded, else what it said.</summary>
    public async Task<string?> FailureAsync(string home, ValueList<string> words, CancellationToken cancellation)
    {
        var result = await Command(home, words).ExecuteBufferedAsync(cancellation);
        return result.IsSuccess ? null : (result.StandardError + result.StandardOutput).Trim();
    }
}
