using PgClone.Cli.Views;
using PgClone.Execution;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Rows;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Runs the steps of one clone with live progress, and says how it went.</summary>
internal sealed class CloneRun(CommandContext context, string planFingerprint, string again, Interruption interruption)
{
    /// <summary>Told what a run did, once it has ended. Default: nobody is.</summary>
    public Action<RunReport> Reported { get; init; } = _ => { };

    /// <summary>The tables whose rows were compared value by value, and are equal. Default: none is known.</summary>
    public IReadOnlyList<(RowSet Rows, long Count)> Equal { get; init; } = [];

    /// <summary>The exit code of the run between databases whose catalogs were just read.</summary>
    public async Task<int> RunAsync(SavedClone clone, (CloneSession Session, TargetLock Lock) held, RunLimits limits, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs)
    {
        if (clone.Graph.Steps.Count == 0) return ExitCodes.Done;
        var session = held.Session;
        var run = new RunRecord { Id = Guid.CreateVersion7(), CloneName = clone.Name, PlanFingerprint = planFingerprint, StartedAt = context.Clock.GetUtcNow() };
        var pair = session.Databases;
        await session.ReleaseTargetAsync();
        var journal = session.Journal(catalogs, clone.KeyId);
        var runContext = new RunContext
        {
            Source = pair.Source,
            Target = pair.Target,
            Maintenance = pair.Maintenance,
            Run = run,
            Lock = held.Lock,
            Limits = limits,
            SameVersion = catalogs.Source.Version == catalogs.Target.Version,
            Secrets = new(catalogs.Source),
            Equal = await session.WithYoungAsync(Equal, journal, limits.Jobs, interruption.Abort),
            Journal = journal,
            ReleaseSnapshot = session.Source.DisposeAsync,
            Snapshot = await session.Source.ExportSnapshotAsync(interruption.Abort), ComparesComments = clone.Include.Comments,
            Changed = clone.Objects.Where(item => item.IsChanged).Select(item => item.Identity).ToHashSet(),
            Access = clone.Access, DesiredAccess = clone.Objects.Where(item => item.Desired is not null).ToDictionary(item => item.Identity, item => item.DesiredAccess),
            Desired = clone.Objects.Where(item => item.Desired is not null).ToDictionary(item => item.Identity, item => item.Desired!),
        };
        interruption.IsRunning = true;
        await using var progress = new RunProgress(context);
        using var ended = new CancellationTokenSource();
        using var lost = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Stop, lost.Token);
        var watch = WatchAsync(held.Lock, lost, ended.Token);
        var report = await new Runner(runContext, progress, context.Clock).RunAsync(clone.Graph, new(stop.Token, interruption.Abort));
        await ended.CancelAsync();
        await watch;
        await progress.CloseAsync();
        Reported(report);
        await context.Terminal.Error.WriteAsync(RunText.Render(report, again));
        return lost.IsCancellationRequested && report.IsInterrupted ? ExitCodes.PartlyApplied : ExitCode(report);
    }

    /// <summary>Stops the run when the target is no longer its own.</summary>
    private async Task WatchAsync(TargetLock held, CancellationTokenSource lost, CancellationToken ended)
    {
        try
        {
            await held.LostAsync(ended);
            await context.Terminal.Error.WriteLineAsync("The session that keeps other runs away from the target was ended. Nothing more is started.");
            await lost.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The run has ended before.
        }
    }

    private static int ExitCode(RunReport report) => report switch
    {
        { IsInterrupted: true } => ExitCodes.Interrupted,
        { IsComplete: true } => ExitCodes.Done,
        { Diverging.Count: > 0 } => ExitCodes.VerificationFailed,
        _ when report.Outcomes.Any(outcome => outcome.Status == StepStatus.Succeeded) => ExitCodes.PartlyApplied,
        _ => ExitCodes.Error,
    };
}
