using System.Collections.Concurrent;
using PgClone.Postgres.Connect;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>
/// Tells which step waits for a lock that a session of others holds on the target. Nothing is asked while every step takes a moment, and then one small
/// query every few seconds.
/// </summary>
internal sealed class LockWatch(RunContext context, IRunObserver observer, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<WorkerSessions, (IReadOnlyList<Step> Steps, long Began)> _working = [];
    private readonly Dictionary<StepId, (Step Step, LockWait Wait)> _told = [];

    /// <summary>A worker has begun with some steps.</summary>
    public void Began(WorkerSessions sessions, IReadOnlyList<Step> steps) => _working[sessions] = (steps, clock.GetTimestamp());

    /// <summary>A worker has done them.</summary>
    public void Ended(WorkerSessions sessions) => _working.TryRemove(sessions, out _);

    /// <summary>Watches until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
                if (_told.Count > 0 || _working.Values.Any(work => clock.GetElapsedTime(work.Began) >= Patience))
                    Tell(await context.Target.LockWaitsAsync(LeftBehind.NameOf(context.Run.Id), Patience, ended));
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private void Tell(IReadOnlyList<LockWait> waits)
    {
        var now = new Dictionary<StepId, (Step Step, LockWait Wait)>();
        foreach (var wait in waits)
            if (StepOf(wait) is { } step) now[step.Id] = (step, wait);
        foreach (var (id, (step, _)) in _told.Where(told => !now.ContainsKey(told.Key)).ToList())
        {
            observer.Waits(step, null);
            _told.Remove(id);
        }

        foreach (var (id, (step, wait)) in now)
        {
            // Told once, and again where it is another's turn to be waited for. What these do meanwhile may change all the time.
            var isKnown = _told.TryGetValue(id, out var told) && told.Wait.Holders.Select(holder => holder.Process).SequenceEqual(wait.Holders.Select(holder => holder.Process));
            if (!isKnown) observer.Waits(step, wait);
            _told[id] = (step, wait);
        }
    }

    /// <summary>The step of a wait: of those in one transaction the one whose statement it is. Null where it has ended meanwhile.</summary>
    private Step? StepOf(LockWait wait)
    {
        var steps = _working.Where(work => work.Key.TargetProcess == wait.Process).Select(work => work.Value.Steps).FirstOrDefault() ?? [];
        return steps.FirstOrDefault(step => step switch
        {
            SqlStep sql => steps.Count > 1 && sql.Sql().Any(statement => wait.Statement.Length > 0 && statement.Sql.StartsWith(wait.Statement, StringComparison.Ordinal)),
            CopyRows copy => copy.Rows.Table.ToString() == wait.Relation,
            _ => false,
        }) ?? (steps.Count == 0 ? null : steps[0]);
    }
}
