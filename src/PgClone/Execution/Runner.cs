using System.Collections.Concurrent;
using Npgsql;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Runs a step graph: several workers, each with a session on either side, take what the scheduler offers.</summary>
public sealed class Runner(RunContext context, IRunObserver observer, TimeProvider clock)
{
    private readonly ConcurrentQueue<StepOutcome> _unrecorded = [];
    private readonly List<StepOutcome> _ended = [];
    private readonly LockWatch _locks = new(context, observer, clock);
    private int _released;

    /// <summary>
    /// Runs every step that can run. A failed step costs those that wait for it, no others; the report tells of each.
    /// </summary>
    public async Task<RunReport> RunAsync(StepGraph graph, RunControl control)
    {
        var began = clock.GetTimestamp();
        observer.Started(graph);
        var scheduler = new Scheduler(graph, context.Limits.IndexJobs);
        if (graph.Steps is [CreateDatabase, ..] && !await CreateDatabaseAsync(scheduler, control.Abort))
            return Report(scheduler, began, []);
        await using (var ledger = await context.Target.WriteAsync(control.Abort))
        {
            await LedgerStore.CreateAsync(ledger, control.Abort);
            await LedgerStore.ClearAsync(ledger, control.Abort);
            await ExecuteAsync(ledger, LedgerStore.RecordRun(context.Run), control.Abort);
            await ExecuteAsync(ledger, LedgerStore.RecordRefreshes([.. graph.Steps.OfType<RefreshView>().Select(refresh => refresh.View)]), control.Abort);
            foreach (var command in context.Journal.Begin(Filled(graph), context.Equal)) await ExecuteAsync(ledger, command, control.Abort);
        }

        await RunWorkersAsync(scheduler, control);
        scheduler.Abandon();
        try
        {
            return Report(scheduler, began, await ConcludeAsync(scheduler, graph));
        }
        catch (Exception error) when (error is NpgsqlException or TargetMovedException && scheduler.Outcomes.Any(outcome => outcome.Status != StepStatus.Succeeded))
        {
            // The target is gone, which is why steps failed: the report of these matters more. The next plan needs no ledger to go on.
            return Report(scheduler, began, []);
        }
    }

    private static HashSet<QualifiedName> Filled(StepGraph graph) =>
        [.. graph.Steps.OfType<CopyRows>().Select(copy => copy.Rows.Table), .. graph.Steps.OfType<MergeRows>().Select(merge => merge.Rows.Table)];

    private async Task RunWorkersAsync(Scheduler scheduler, RunControl control)
    {
        using var wake = new SemaphoreSlim(0);
        using var ended = new CancellationTokenSource();
        var watch = _locks.WatchAsync(ended.Token);
        var workers = Enumerable.Range(0, context.Limits.Jobs)
            .Select(worker => WorkAsync(scheduler, worker < context.Source.MostSessions - 1, wake, control)).ToList();
        try
        {
            await Task.WhenAll(workers);
        }
        finally
        {
            await ended.CancelAsync();
            await watch;
        }
    }

    private async Task WorkAsync(Scheduler scheduler, bool copies, SemaphoreSlim wake, RunControl control)
    {
        await using var sessions = new WorkerSessions(context);
        while (true)
        {
            IReadOnlyList<Step> work;
            bool readsMore;
            lock (scheduler)
            {
                if (scheduler.IsDone || (control.Stop.IsCancellationRequested && scheduler.IsIdle)) break;
                work = control.Stop.IsCancellationRequested ? [] : scheduler.Take(copies);
                readsMore = scheduler.NeedsSource;
            }

            if (!readsMore) await ReleaseSourceAsync(sessions);
            if (work.Count == 0)
            {
                await wake.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
                continue;
            }

            observer.Began(work);
            _locks.Began(sessions, work);
            var outcomes = await DoAsync(work, sessions, control);
            _locks.Ended(sessions);
            lock (scheduler)
            {
                foreach (var outcome in outcomes) scheduler.Complete(outcome);
            }

            foreach (var outcome in outcomes) End(outcome);
            wake.Release(context.Limits.Jobs);
        }

        wake.Release(context.Limits.Jobs);
    }

    private async Task ReleaseSourceAsync(WorkerSessions sessions)
    {
        await sessions.ReleaseSourceAsync();
        if (Interlocked.Exchange(ref _released, 1) == 0) await context.ReleaseSnapshot();
    }

    private async Task<IReadOnlyList<StepOutcome>> DoAsync(IReadOnlyList<Step> work, WorkerSessions sessions, RunControl control)
    {
        try
        {
            if (work[0] is CopyRows) return await CopyAsync([.. work.Cast<CopyRows>()], sessions, control.Stop);
            if (work[0] is CopyStep copy) return [await CopyAsync(copy, sessions, control.Stop)];
            if (work[0] is SwapTable swap) return [await SwapExecutor.RunAsync(swap, await sessions.TargetAsync(control.Abort), control.Abort)];
            if (work[0] is DeleteGoneRows gone) return [await MergeRowsExecutor.DeleteAsync(gone, await sessions.TargetAsync(control.Stop), control.Stop)];

            var statements = new SqlStepExecutor(context.Run.CloneName, context.Desired, context.Secrets);
            return await statements.RunAsync([.. work.Cast<SqlStep>()], sessions.TargetAsync, control.Abort);
        }
        catch (OperationCanceledException)
        {
            await sessions.DropAsync();
            return [.. work.Select(step => new StepOutcome { Step = step.Id, Status = StepStatus.Interrupted })];
        }
        catch (Exception error) when (work is [CopyRows, _, ..] && (sessions.Lost is null || SqlStepExecutor.IsOfOneStatement(error)))
        {
            // What one of several cannot do costs no other: each has a transaction of its own then.
            await sessions.DropAsync();
            var outcomes = new List<StepOutcome>();
            foreach (var step in work) outcomes.AddRange(await DoAsync([step], sessions, control));
            return outcomes;
        }
        catch (Exception error)
        {
            // The one edge where everything is caught: a worker that ended here would leave its steps without a verdict, and the others waiting.
            // Whatever state the connections are in, the next step starts on new ones.
            var lost = sessions.Lost is { } side ? $"the connection to the {side} was lost: " : "";
            await sessions.DropAsync();
            var failure = error is PostgresException refused ? SqlStepExecutor.Failure(refused) : new StepFailure($"{lost}{ServerMessage.Of(error)}", null, null, null);
            return [.. work.Select(step => new StepOutcome { Step = step.Id, Status = StepStatus.Failed, Failure = failure })];
        }
    }

    private async Task<IReadOnlyList<StepOutcome>> CopyAsync(IReadOnlyList<CopyRows> steps, WorkerSessions sessions, CancellationToken cancellation)
    {
        var target = await sessions.TargetAsync(cancellation);
        return await new CopyRowsExecutor(observer, context.Journal).RunAsync(steps, await sessions.RowsAsync(cancellation), target, cancellation);
    }

    private async Task<StepOutcome> CopyAsync(CopyStep step, WorkerSessions sessions, CancellationToken cancellation)
    {
        var target = await sessions.TargetAsync(cancellation);
        return step switch
        {
            MergeRows rows => await new MergeRowsExecutor(observer, context.Journal).RunAsync(rows, await sessions.RowsAsync(cancellation), target, cancellation),
            CopyConfiguration configuration =>
                await new CopyConfigurationExecutor(context.Run.CloneName, observer).RunAsync(configuration, await sessions.RowsAsync(cancellation), target, cancellation),
            CopyLargeObjects objects => await new CopyLargeObjectsExecutor(observer).RunAsync(objects, await sessions.SourceAsync(cancellation), target, cancellation),
            _ => throw new InvalidOperationException($"nothing executes {step.GetType().Name}"),
        };
    }

    private void End(StepOutcome outcome)
    {
        _unrecorded.Enqueue(outcome);
        lock (_ended) _ended.Add(outcome);
        observer.Ended(outcome);
    }

    private async Task<bool> CreateDatabaseAsync(Scheduler scheduler, CancellationToken cancellation)
    {
        var step = (CreateDatabase)scheduler.Take()[0];
        observer.Began([step]);
        StepOutcome outcome;
        try
        {
            await using var session = await context.Maintenance.WriteAsync(cancellation);
            await session.ExecuteAsync([step.Statement], cancellation);
            outcome = await context.Lock.MoveToAsync(context.Target, cancellation) is { } holder
                ? new()
                {
                    Step = step.Id,
                    Status = StepStatus.Failed,
                    Failure = new($"the database is there now, and {holder} is at work in it already", null, null, "apply again when that run has ended"),
                }
                : new() { Step = step.Id, Status = StepStatus.Succeeded };
        }
        catch (PostgresException error)
        {
            outcome = new() { Step = step.Id, Status = StepStatus.Failed, Failure = SqlStepExecutor.Failure(error) };
        }

        scheduler.Complete(outcome);
        End(outcome);
        if (outcome.Status != StepStatus.Succeeded) scheduler.Abandon(step.Id);
        return outcome.Status == StepStatus.Succeeded;
    }

    /// <summary>
    /// Reads the target once more: each object must read back as it was asked for. Between versions the texts may differ, so there the ledger
    /// learns which text came of which, and the next plan knows: of what this run made or changed, not of what others did meanwhile.
    /// </summary>
    private async Task<IReadOnlyList<ObjectIdentity>> ConcludeAsync(Scheduler scheduler, StepGraph graph)
    {
        // The end of a run is recorded also when it was interrupted.
        var cancellation = CancellationToken.None;
        await using var session = await context.Target.WriteAsync(cancellation);
        // Behind a connection that broke unseen, or hangs, a backend may still hold its locks. Whoever reads the catalog would wait for them.
        if (scheduler.Outcomes.Any(outcome => outcome.Status != StepStatus.Succeeded)) await LeftBehind.EndAsync(context.Target, cancellation);
        var (reader, found) = await CatalogReader.ReadAsync(context.Target, await context.Target.ReadAsync(null, cancellation), cancellation);
        await reader.DisposeAsync();
        var complete = scheduler.Outcomes.All(outcome => outcome.Status == StepStatus.Succeeded);
        var undone = Undone(scheduler, graph);
        var printed = context.Desired.Keys.Where(found.Objects.ContainsKey).ToDictionary(item => item, item => Printed(found.Objects[item]));
        var evidence = printed.Where(pair => context.Changed.Contains(pair.Key) && (context.SameVersion || IsUndone(pair.Key) ? pair.Value == context.Desired[pair.Key] : true))
            .Select(pair => new LedgerObject(pair.Key, context.Desired[pair.Key], pair.Value)).ToList();
        await ExecuteAsync(session, LedgerStore.RecordObjects(context.Run.CloneName, evidence), cancellation);
        await ExecuteAsync(session, LedgerStore.RecordSteps(context.Run.Id, [.. _unrecorded], clock.GetUtcNow()), cancellation);
        var status = complete ? "complete" : scheduler.Outcomes.Any(outcome => outcome.Status == StepStatus.Interrupted) ? "interrupted" : "failed";
        await ExecuteAsync(session, LedgerStore.RecordEnd(context.Run.Id, status, clock.GetUtcNow()), cancellation);
        return complete ? [.. context.Desired.Keys.Where(item => Diverges(item, found, printed)).Order()] : [];

        bool IsUndone(ObjectIdentity item) => undone.Contains(item) || (found.Objects[item].Owner is { } owner && undone.Contains(owner));
    }

    /// <summary>The objects that a step should have made or changed, and did not.</summary>
    private static HashSet<ObjectIdentity> Undone(Scheduler scheduler, StepGraph graph)
    {
        var failed = scheduler.Outcomes.Where(outcome => outcome.Status != StepStatus.Succeeded).Select(outcome => outcome.Step).ToHashSet();
        return graph.Steps.OfType<ChangeObject>().Where(step => failed.Contains(step.Id)).Select(step => step.Identity).ToHashSet();
    }

    // Two versions print one definition differently, but not who may use it. What our role may not see tells nothing.
    private bool Diverges(ObjectIdentity item, DatabaseCatalog found, Dictionary<ObjectIdentity, string> printed) =>
        (context.SameVersion && printed.GetValueOrDefault(item) != context.Desired[item] && found.Objects.GetValueOrDefault(item) is not { IsReadable: false })
        || (found.Objects.TryGetValue(item, out var made) && context.Access.FingerprintOf(made) != context.DesiredAccess[item]);

    private string Printed(CatalogObject item) => Fingerprint.Of(context.ComparesComments ? item : item.WithoutComments());

    private static async Task ExecuteAsync(WriteSession session, NpgsqlBatchCommand command, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(session.Connection) { BatchCommands = { command } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private RunReport Report(Scheduler scheduler, long began, IReadOnlyList<ObjectIdentity> diverging)
    {
        var seen = _ended.Select(outcome => outcome.Step).ToHashSet();
        scheduler.Abandon();
        return new()
        {
            Run = context.Run,
            Outcomes = [.. _ended, .. scheduler.Outcomes.Where(outcome => !seen.Contains(outcome.Step))],
            Diverging = diverging.ToValueList(),
            Duration = clock.GetElapsedTime(began),
        };
    }
}
