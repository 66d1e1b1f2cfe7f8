using CliWrap;

namespace PgClone.Postgres.Cluster;

/// <summary>
/// A shell that waits on a pipe from us and, when the pipe closes, stops the server of one data directory and deletes
/// the directory. The pipe closes when we let go, and also when we die of Ctrl-C, SIGTERM or SIGKILL, so that a server
/// never outlives the process that made it.
/// </summary>
public sealed class ServerGuardProcess : IAsyncDisposable
{
    // Signals of the terminal reach the whole process group: the guard ignores them, or it could not do its work.
    // A postmaster that loses its data directory within a start that is under way stops by itself.
    private const string Script = """
        trap '' HUP INT QUIT TERM
        exec >/dev/null 2>&1
        while read -r _; do :; done
        "$1" stop -D "$2/data" -m immediate -w -t 20
        rm -rf -- "$2"
        """;

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CommandTask<CommandResult> _guard;

    private ServerGuardProcess(ServerProcess process, ServerBinaries binaries, string directory) =>
        _guard = process.Command("/", "/bin/sh", "-c", Script, "pgclone-guard", binaries.Program("pg_ctl"), directory)
            .WithStandardInputPipe(PipeSource.Create((_, _) => _released.Task))
            .ExecuteAsync();

    /// <summary>Guards a server's directory, the parent of its <c>data</c>, from now on.</summary>
    public static ServerGuardProcess Start(ServerProcess process, ServerBinaries binaries, string directory) =>
        new(process, binaries, directory);

    /// <summary>Stops the server, deletes the directory, and waits until both are done.</summary>
    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _guard;
        _guard.Dispose();
    }
}
