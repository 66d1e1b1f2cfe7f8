using System.Globalization;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace PgClone.Postgres.Cluster;

/// <summary>Tells whether a directory holds server programs, and of which version.</summary>
public static partial class ServerBinariesReader
{
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    /// <summary>The server programs of a directory; null when one is missing or does not run here.</summary>
    public static async Task<ServerBinaries?> ReadAsync(string directory, ServerOrigin origin, CancellationToken cancellation)
    {
        var bin = Path.GetFullPath(directory);
        if (!Needed.All(program => File.Exists(Path.Combine(bin, program)))) return null;

        var version = await VersionAsync(Path.Combine(bin, "postgres"), cancellation);
        return Number().Match(version) is { Success: true } match
            ? new()
            {
                BinDirectory = bin,
                Major = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                Version = version,
                Origin = origin,
            }
            : null;
    }

    private static async Task<string> VersionAsync(string postgres, CancellationToken cancellation)
    {
        try
        {
            var result = await Cli.Wrap(postgres).WithArguments("--version").WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(cancellation);
            return result.StandardOutput.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // A program of another machine type, or one we may not execute: not a server for us.
            return "";
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Number();
}
