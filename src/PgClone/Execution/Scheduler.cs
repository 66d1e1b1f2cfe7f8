using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>
/// Decides which step may start next: everything it waits for has succeeded, and no running step holds a lock that conflicts with its own.
/// Among those the one with the longest path of work behind it. Not safe for several threads at once: the runner asks under a lock.
/// </summary>
public sealed class Scheduler
{
    /// <summary>Small steps that share a transaction; more would hold many locks for little gain.</summary>
    public const int StepsPerBatch = 100;

    private readonly ValueList<Step> _steps;
    private readonly Dictionary<StepId, int> _places;
    private readonly List<int>[] _followers;
    private readonly int[] _waiting;
    private readonly bool[] _taken;
    private readonly SortedSet<(long NegativePath, int Place)> _ready = [];
    private readonly long[] _paths;
    private readonly Dictionary<QualifiedName, List<StepLock>> _held = [];
    private readonly Dictionary<StepId, StepOutcome> _outcomes = [];
    private readonly HashSet<int> _building = [];
    private readonly int _indexJobs;
    private int _running;
    private int _copies;

    /// <summary>A scheduler for the steps of a graph.</summary>
    /// <param name="graph">The steps.</param>
    /// <param name="indexJobs">How many pieces of work may build indexes at the same time; at least 1.</param>
    public Scheduler(StepGraph graph, int indexJobs = int.MaxValue)
    {
        _indexJobs = indexJobs;
        _steps = graph.Steps;
        _places = _steps.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index);
        _followers = [.. _steps.Select(_ => new List<int>())];
        _waiting = [.. _steps.Select(step => step.After.Count)];
        _taken = new bool[_steps.Count];
        foreach (var (place, step) in _steps.Index())
            foreach (var earlier in step.After) _followers[_places[earlier]].Add(place);
        _copies = _steps.Count(step => step is CopyStep);
        _paths = LongestPaths();
        for (var place = 0; place < _steps.Count; place++)
            if (_waiting[place] == 0) MakeReady(place);
    }

    /// <summary>The verdicts so far, on all but milestones.</summary>
    public IEnumerable<StepOutcome> Outcomes => _outcomes.Values.Where(outcome => _steps[_places[outcome.Step]] is not Milestone);

    /// <summary>True when every step has a verdict.</summary>
    public bool IsDone => _outcomes.Count == _steps.Count;

    /// <summary>True when nothing runs and nothing can start: only after a stop.</summary>
    public bool IsIdle => _running == 0;

    /// <summary>True while a step that reads rows of the source has no verdict.</summary>
    public bool NeedsSource => _copies > 0;

    /// <summary>
    /// Takes the next piece of work: one step, or small ones of one kind that share a transaction: statements, each behind what it waits for, or copies.
    /// Empty when nothing can start now.
    /// </summary>
    /// <param name="copies">False to take no step that reads rows of the source.</param>
    public IReadOnlyList<Step> Take(bool copies = true)
    {
        foreach (var (_, place) in _ready)
        {
            if (!CanLock(_steps[place]) || !CanBuild(_steps[place]) || (!copies && _steps[place] is CopyStep)) continue;
            var taken = IsSmall(_steps[place]) ? SmallStepsFrom(place) : _steps[place] is CopyRows { IsSmall: true } ? SmallCopiesFrom(place) : [place];
            foreach (var one in taken)
            {
                _ready.Remove(Entry(one));
                _taken[one] = true;
                Hold(_steps[one]);
            }

            // What one transaction builds, it builds one after the other.
            _building.UnionWith(taken.Where(one => BuildsIndex(_steps[one])).Take(1));
            _running += taken.Count;
            return [.. taken.Select(one => _steps[one])];
        }

        return [];
    }

    /// <summary>Records the verdict on a step that was taken.</summary>
    public void Complete(StepOutcome outcome)
    {
        var place = _places[outcome.Step];
        Release(_steps[place]);
        _building.Remove(place);
        _running--;
        Settle(place, outcome);
    }

    /// <summary>
    /// Gives every step that has not begun its verdict: that the run was interrupted, or that it was skipped because <paramref name="cause"/> failed.
    /// </summary>
    public void Abandon(StepId? cause = null)
    {
        foreach (var step in _steps.Where(step => !_outcomes.ContainsKey(step.Id)))
            _outcomes[step.Id] = new() { Step = step.Id, Status = cause is null ? StepStatus.Interrupted : StepStatus.Skipped, Cause = cause };
    }

    private void Settle(int place, StepOutcome outcome)
    {
        _outcomes[outcome.Step] = outcome;
        if (_steps[place] is CopyStep) _copies--;
        foreach (var follower in _followers[place])
        {
            // A milestone asks that all is tried, not that all went well: what needs a failed object waits for that object itself.
            if (outcome.Status == StepStatus.Succeeded || _steps[follower] is Milestone)
            {
                if (--_waiting[follower] == 0) MakeReady(follower);
            }
            else if (!_outcomes.ContainsKey(_steps[follower].Id))
            {
                Settle(follower, new() { Step = _steps[follower].Id, Status = StepStatus.Skipped, Cause = outcome.Cause ?? outcome.Step });
            }
        }
    }

    private void MakeReady(int place)
    {
        // A step of a batch is taken before what it waits for is done, in the same transaction.
        if (_taken[place] || _outcomes.ContainsKey(_steps[place].Id)) return;
        if (_steps[place] is Milestone milestone) Settle(place, new() { Step = milestone.Id, Status = StepStatus.Succeeded });
        else _ready.Add(Entry(place));
    }

    private (long NegativePath, int Place) Entry(int place) => (-_paths[place], place);

    private List<int> SmallStepsFrom(int first)
    {
        // Within the transaction the steps already taken count as done, and their locks, which are held only afterwards, are no hindrance.
        var taken = new List<int>();
        var seen = new HashSet<int>();
        var waiting = new Dictionary<int, int>();
        var candidates = new Queue<int>(_ready.Select(entry => entry.Place).Where(place => place != first).Prepend(first));
        while (taken.Count < StepsPerBatch && candidates.TryDequeue(out var place))
        {
            if (!IsSmall(_steps[place]) || !CanLock(_steps[place]) || !CanBuild(_steps[place]) || !seen.Add(place)) continue;
            taken.Add(place);
            foreach (var follower in _followers[place])
            {
                waiting[follower] = waiting.GetValueOrDefault(follower, _waiting[follower]) - 1;
                if (waiting[follower] == 0) candidates.Enqueue(follower);
            }
        }

        return taken;
    }

    /// <summary>Small copies that can start now: none waits for another, and none keeps another from its table.</summary>
    private List<int> SmallCopiesFrom(int first)
    {
        var others = _ready.Select(entry => entry.Place)
            .Where(place => place != first && _steps[place] is CopyRows { IsSmall: true } && CanLock(_steps[place]));
        return [first, .. others.Take(StepsPerBatch - 1)];
    }

    private static bool IsSmall(Step step) =>
        step is SqlStep { RunsAlone: false } statements && statements.Sql().All(statement => !statement.CommitsAlone);

    private bool CanBuild(Step step) => !BuildsIndex(step) || _building.Count < _indexJobs;

    private static bool BuildsIndex(Step step) => step is ChangeObject { BuildsIndex: true };

    private bool CanLock(Step step) => step.Locks.All(wanted => !_held.TryGetValue(wanted.Table, out var held) || !held.Exists(wanted.ConflictsWith));

    private void Hold(Step step)
    {
        foreach (var taken in step.Locks)
            if (_held.TryGetValue(taken.Table, out var held)) held.Add(taken);
            else _held[taken.Table] = [taken];
    }

    private void Release(Step step)
    {
        foreach (var taken in step.Locks)
        {
            _held[taken.Table].Remove(taken);
            if (_held[taken.Table].Count == 0) _held.Remove(taken.Table);
        }
    }

    private long[] LongestPaths()
    {
        // A step without bytes still counts, so that long chains of small steps start early.
        var paths = new long[_steps.Count];
        for (var place = _steps.Count - 1; place >= 0; place--)
            paths[place] = 1 + _steps[place].Bytes + _followers[place].Select(follower => paths[follower]).DefaultIfEmpty(0).Max();
        return paths;
    }
}
