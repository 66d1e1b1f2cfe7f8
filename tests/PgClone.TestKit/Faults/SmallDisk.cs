using CliWrap;
using CliWrap.Buffered;
using PgClone.Postgres.Cluster;

namespace PgClone.TestKit.Faults;

/// <summary>A file system of its own, as small as a test wants it, in memory. It belongs to the account that servers run as. Disposing unmounts it.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Why none can be had here, as in a container that may not mount; null where one can.</summary>
    public static string? WhySkip { get; } = Task.Run(WhySkipAsync).GetAwaiter().GetResult();

    /// <summary>Mounts one.</summary>
    /// <exception cref="InvalidOperationException">It is refused; see <see cref="WhySkip"/>.</exception>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var path = $"/tmp/pgclone-disk-{Guid.NewGuid():N}"[..28];
        Directory.CreateDirectory(path);
        if (await FailureAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "tmpfs", path) is { } failure)
        {
            Directory.Delete(path);
            throw new InvalidOperationException(failure);
        }

        var disk = new SmallDisk(path);
        // A server wants the directory of a tablespace to be its own.
        if (ServerAccountReader.Read().Name is not { } account || await FailureAsync("chown", account, path) is not { } refusal) return disk;
        await disk.DisposeAsync();
        throw new InvalidOperationException(refusal);
    }

    /// <summary>Gives it another size; what it holds stays.</summary>
    public async Task ResizeAsync(int megabytes)
    {
        if (await FailureAsync("mount", "-o", $"remount,size={megabytes}m", Path) is { } failure) throw new InvalidOperationException(failure);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A server that has just been stopped may still be letting go.
        if (await FailureAsync("umount", Path) is not null && await FailureAsync("umount", "-l", Path) is { } failure) throw new InvalidOperationException(failure);
        Directory.Delete(Path);
    }

    private static async Task<string?> WhySkipAsync()
    {
        if (!OperatingSystem.IsLinux()) return "only Linux has tmpfs";
        try
        {
            await using var disk = await MountAsync(1);
            return null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"no file system can be mounted: {refused.Message}";
        }
    }

    private static async Task<string?> FailureAsync(string program, params string[] arguments)
    {
        var result = await CliWrap.Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        return result.IsSuccess ? null : result.StandardError.Trim();
    }
}
