using CsCheck;
using PgClone.Execution;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;
using Xunit;

namespace PgClone.Tests.Execution;

public sealed class SchedulerTests
{
    private static readonly Gen<StepGraph> Graphs =
        from count in Gen.Int[1, 40]
        from waits in Gen.Int[0, 39].Array[0, 3].Array[count]
        from tables in Gen.Int[0, 4].Array[count]
        from modes in Gen.Enum<LockMode>().Array[count]
        from large in Gen.Bool.Array[count]
        select StepGraph.Order([.. Enumerable.Range(0, count).Select(place => Change(place, waits[place].Where(other => other < place), tables[place], modes[place], large[place]))]);

    [Fact]
    public void Every_step_runs_after_what_it_waits_for_and_beside_no_conflicting_lock() => Graphs.Sample(graph =>
    {
        var scheduler = new Scheduler(graph);
        var running = new List<IReadOnlyList<Step>>();
        var done = new HashSet<StepId>();
        while (!scheduler.IsDone)
        {
            for (var work = scheduler.Take(); work.Count > 0; work = scheduler.Take())
            {
                var before = new HashSet<StepId>(done);
                foreach (var step in work)
                {
                    Assert.All(step.After, earlier => Assert.Contains(earlier, before));
                    before.Add(step.Id);
                    Assert.DoesNotContain(running.SelectMany(other => other), other => other.Locks.Any(held => step.Locks.Any(wanted => held.ConflictsWith(wanted))));
                }

                running.Add(work);
            }

            Assert.NotEmpty(running);
            foreach (var step in running[0])
            {
                scheduler.Complete(new() { Step = step.Id, Status = StepStatus.Succeeded });
                done.Add(step.Id);
            }

            running.RemoveAt(0);
        }

        Assert.Equal(graph.Steps.Count, done.Count);
    });

    [Fact]
    public void No_more_indexes_are_built_at_a_time_than_asked_for_and_no_rows_copied_by_who_may_not()
    {
        var builds = Enumerable.Range(0, 5).Select(place => Change(place, [], place, LockMode.Share, true) with { BuildsIndex = true });
        var scheduler = new Scheduler(StepGraph.Order([.. builds, Change(5, [], 5, LockMode.Share, true), Copies(6)]), indexJobs: 2);

        var taken = new List<Step>();
        for (var work = scheduler.Take(copies: false); work.Count > 0; work = scheduler.Take(copies: false)) taken.AddRange(work);

        Assert.Equal(2, taken.Count(step => step is ChangeObject { BuildsIndex: true }));
        Assert.Contains(taken, step => step.Id == Id(5));
        scheduler.Complete(new() { Step = taken.First(step => step is ChangeObject { BuildsIndex: true }).Id, Status = StepStatus.Succeeded });
        Assert.IsType<ChangeObject>(Assert.Single(scheduler.Take(copies: false)));
        Assert.Empty(scheduler.Take(copies: false));
        Assert.IsType<CopyLargeObjects>(Assert.Single(scheduler.Take()));
    }

    [Theory]
    [InlineData(LockMode.RowShare, LockMode.ShareRowExclusive, false)] // the test of a key reads what another key is added to
    [InlineData(LockMode.RowShare, LockMode.AccessExclusive, true)]
    [InlineData(LockMode.Share, LockMode.Share, false)]
    [InlineData(LockMode.Share, LockMode.ShareRowExclusive, true)]
    [InlineData(LockMode.ShareRowExclusive, LockMode.ShareRowExclusive, true)]
    public void Locks_conflict_as_the_servers_do(LockMode one, LockMode other, bool conflict)
    {
        var table = new QualifiedName("s", "t");

        Assert.Equal(conflict, new StepLock(table, one).ConflictsWith(new(table, other)));
        Assert.Equal(conflict, new StepLock(table, other).ConflictsWith(new(table, one)));
        Assert.False(new StepLock(table, one).ConflictsWith(new(new("s", "other"), other)));
    }

    [Fact]
    public void A_failed_step_costs_those_that_wait_for_it_and_no_others()
    {
        var scheduler = new Scheduler(StepGraph.Order([Change(0, [], 0, LockMode.AccessExclusive, true), Change(1, [0], 1, LockMode.AccessExclusive, true), Change(2, [1], 2, LockMode.AccessExclusive, true), Change(3, [], 3, LockMode.AccessExclusive, true)]));

        for (var work = scheduler.Take(); work.Count > 0; work = scheduler.Take())
            foreach (var step in work)
                scheduler.Complete(new() { Step = step.Id, Status = step.Id == Id(0) ? StepStatus.Failed : StepStatus.Succeeded });

        Assert.True(scheduler.IsDone);
        var outcomes = scheduler.Outcomes.ToDictionary(outcome => outcome.Step);
        Assert.Equal(StepStatus.Succeeded, outcomes[Id(3)].Status);
        Assert.Equal((StepStatus.Skipped, Id(0)), (outcomes[Id(2)].Status, outcomes[Id(2)].Cause!.Value));
    }

    private static CopyLargeObjects Copies(int objects) => new()
    {
        Creates = objects, Replaces = 0, Alters = 0, Drops = 0, Bytes = 0, Terms = new() { Access = [], Comments = true, Privileges = true, Prunes = false },
    };

    private static StepId Id(int place) => Change(place, [], 0, LockMode.Share, false).Id;

    private static ChangeObject Change(int place, IEnumerable<int> waits, int table, LockMode mode, bool large) => new()
    {
        Action = ObjectAction.Create,
        Identity = new ObjectIdentity("table", "s", $"t{place}"),
        Statements = ["SELECT 1"],
        After = [.. waits.Distinct().Select(Id)],
        Locks = [new(new("s", $"locked{table}"), mode)],
        Bytes = large ? SqlStep.LargeBytes : 0,
    };
}
