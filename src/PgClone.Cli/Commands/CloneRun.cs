using PgClone.Cli.Views;
using PgClone.Execution;
using PgClone.Postgres.Catalog;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Runs the steps of one clone with live progress, and says how it went.</summary>
internal sealed class CloneRun(CommandContext context, string planFingerprint, string again, Interruption interruption)
{
    /// <summary>Told what a run did, once it has ended. Default: nobody is.</summary>
    public Action<RunReport> Reported { get; init; } = _ => { };

    /// <summary>The exit code of the run between databases whose catalogs were just read.</summary>
    public async Task<int> RunAsync(SavedClone clone, CloneSession session, int jobs, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs)
    {
        if (clone.Graph.Steps.Count == 0) return ExitCodes.Done;
        var run = new RunRecord { Id = Guid.CreateVersion7(), CloneName = clone.Name, PlanFingerprint = planFingerprint, StartedAt = context.Clock.GetUtcNow() };
        var pair = session.Databases;
        var (held, holder) = await TargetLock.TakeAsync(session.Target is null ? pair.Maintenance : pair.Target, pair.Target.Name, Owner(run), interruption.Abort);
        if (held is null)
        {
            await context.Terminal.Error.WriteLineAsync($"{pair.Target.Display} is in use by {holder}. Nothing was changed.");
            return ExitCodes.Locked;
        }

        await using (held)
        {
            await session.ReleaseTargetAsync();
            if (session.Target is not null && await IsOvertakenAsync(clone, pair)) return ExitCodes.Stale;
            var runContext = new RunContext
            {
                Source = pair.Source, Target = pair.Target, Maintenance = pair.Maintenance, Run = run, Lock = held, Jobs = jobs, SameVersion = catalogs.Source.Version == catalogs.Target.Version,
                Secrets = new(catalogs.Source),
                ReleaseSnapshot = session.Source.DisposeAsync,
                Snapshot = await session.Source.ExportSnapshotAsync(interruption.Abort), ComparesComments = clone.Include.Comments,
                Changed = clone.Objects.Where(item => item.IsChanged).Select(item => item.Identity).ToHashSet(),
                Access = clone.Access, DesiredAccess = clone.Objects.Where(item => item.Desired is not null).ToDictionary(item => item.Identity, item => item.DesiredAccess),
                Desired = clone.Objects.Where(item => item.Desired is not null).ToDictionary(item => item.Identity, item => item.Desired!),
            };
            await using var progress = new RunProgress(context);
            var report = await new Runner(runContext, progress, context.Clock).RunAsync(clone.Graph, new(interruption.Stop, interruption.Abort));
            await progress.CloseAsync();
            Reported(report);
            await context.Terminal.Error.WriteAsync(RunText.Render(report, again));
            return ExitCode(report);
        }
    }

    /// <summary>True when another run of the clone came between the plan and the lock: what was planned is about a target that was another.</summary>
    private async Task<bool> IsOvertakenAsync(SavedClone clone, ClonePair pair)
    {
        await using var target = await pair.Target.WriteAsync(interruption.Abort);
        if (await LedgerStore.LastRunAsync(target, clone.Name, interruption.Abort) == clone.LastRun) return false;
        await context.Terminal.Error.WriteLineAsync($"Another run of clone '{clone.Name}' changed {pair.Target.Display} since the plan was made. Nothing was changed; make a new plan.");
        return true;
    }

    private static int ExitCode(RunReport report) => report switch
    {
        { IsInterrupted: true } => ExitCodes.Interrupted,
        { IsComplete: true } => ExitCodes.Done,
        { Diverging.Count: > 0 } => ExitCodes.VerificationFailed,
        _ when report.Outcomes.Any(outcome => outcome.Status == StepStatus.Succeeded) => ExitCodes.PartlyApplied,
        _ => ExitCodes.Error,
    };

    // Whoever waits reads this in pg_stat_activity, which keeps 63 bytes.
    private static string Owner(RunRecord run) => $"pgclone run {run.Id:N} by {Environment.UserName}@{Environment.MachineName}";
}
