using System.Diagnostics;
using PgClone.TestKit;
using PgClone.TestKit.Faults;
using Xunit;

namespace PgClone.ServerTests.Faults;

/// <summary>Whatever the network does, a run ends and says what was done, and the next converges.</summary>
public sealed class NetworkTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [ServerTheory(18, PgDump = true)]
    [InlineData("source", FaultKind.Close)]
    [InlineData("target", FaultKind.Reset)]
    public async Task A_connection_that_is_cut_in_the_middle_of_a_copy_costs_that_copy(string side, FaultKind kind)
    {
        await using var clone = await FaultyClone.CreateAsync();
        var (proxy, sender) = side == "source" ? (clone.SourceProxy, FaultSide.Server) : (clone.TargetProxy, FaultSide.Client);
        proxy.Arm(new(kind, sender, FaultyClone.MiddleOfBig));

        var cut = await clone.ApplyAsync();

        Assert.True(proxy.Struck.IsCompleted);
        Assert.True(cut.ExitCode == 8, cut.ToString());
        Assert.Contains($"copy public.big failed: the connection to the {side} was lost", cut.Error, StringComparison.Ordinal);
        Assert.Contains("What is done stays. To go on: pgclone apply", cut.Error, StringComparison.Ordinal);
        Assert.Equal(["0|3"], await clone.Target.RowsAsync("SELECT (SELECT count(*) FROM big), (SELECT count(*) FROM small)", CancellationToken.None));
        await clone.AssertConvergesAsync();
    }

    [ServerTheory(18)]
    [MemberData(nameof(LongRun.Sides), "target", MemberType = typeof(LongRun))]
    public async Task A_network_that_goes_away_ends_the_run(string side)
    {
        await using var clone = await FaultyClone.CreateAsync();
        var (proxy, sender) = side == "source" ? (clone.SourceProxy, FaultSide.Server) : (clone.TargetProxy, FaultSide.Client);
        proxy.Arm(new(FaultKind.Reset, sender, FaultyClone.MiddleOfBig));

        var run = clone.ApplyAsync();
        await proxy.Struck;
        proxy.IsDown = true;
        var cut = await run.WaitAsync(Soon);
        var unreachable = await clone.ApplyAsync();
        proxy.IsDown = false;

        Assert.True(cut.ExitCode == 8, cut.ToString());
        Assert.Contains("What is done stays", cut.Error, StringComparison.Ordinal);
        Assert.True(unreachable.ExitCode == 1, unreachable.ToString());
        Assert.True(unreachable.Error.Contains($"cannot connect to the {side}", StringComparison.Ordinal), unreachable.Error);
        await clone.AssertConvergesAsync();
    }

    [ServerTheory(18)]
    [InlineData("source")]
    [InlineData("target")]
    public async Task A_connection_that_breaks_while_the_plan_is_made_is_told_and_nothing_is_changed(string side)
    {
        await using var clone = await FaultyClone.CreateAsync();
        var proxy = side == "source" ? clone.SourceProxy : clone.TargetProxy;
        proxy.Arm(new(FaultKind.Reset, FaultSide.Server, 3000));

        var cut = await clone.ApplyAsync();

        Assert.True(cut.ExitCode == 1, cut.ToString());
        Assert.True(cut.Error.Contains($"the connection to the {side} was lost", StringComparison.Ordinal), cut.Error);
        Assert.Equal([""], await clone.Target.RowsAsync("SELECT to_regclass('public.small')", CancellationToken.None));
        await clone.AssertConvergesAsync();
    }

    [ServerTheory(18)]
    [MemberData(nameof(LongRun.Sides), "target", MemberType = typeof(LongRun))]
    public async Task A_server_that_takes_connections_and_never_answers_is_given_up_after_connect_timeout(string side)
    {
        await using var clone = await FaultyClone.CreateAsync("?connect_timeout=1");
        var proxy = side == "source" ? clone.SourceProxy : clone.TargetProxy;
        proxy.IsDeaf = true;
        var began = Stopwatch.GetTimestamp();

        var refused = await clone.ApplyAsync().WaitAsync(Soon);

        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains(side, refused.Error, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [ServerFact(18)]
    public async Task A_source_that_takes_no_new_connections_in_the_middle_costs_what_was_to_be_copied()
    {
        await using var clone = await FaultyClone.CreateAsync("?connect_timeout=1");
        using var run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes"], line =>
        {
            // The plan is printed; the sessions of its run are still to be opened.
            if (line.StartsWith("Plan:", StringComparison.Ordinal)) clone.SourceProxy.IsDeaf = true;
        });

        var failed = await run.EndAsync(Soon);
        clone.SourceProxy.IsDeaf = false;

        Assert.True(failed.ExitCode == 8, failed.ToString());
        Assert.Contains("copy public.big failed", failed.Error, StringComparison.Ordinal);
        await clone.AssertConvergesAsync();
    }

    /// <summary>Whose connection stalls, and after how many bytes. At the end all is sent, and the target does not say that it has it.</summary>
    public static TheoryData<string, long> Stalls => LongRun.IsAsked
        ? new() { { "source", FaultyClone.MiddleOfBig }, { "target", FaultyClone.MiddleOfBig }, { "target", FaultyClone.EndOfBig } }
        // In the middle both stall also for whoever interrupts twice.
        : new() { { "target", FaultyClone.EndOfBig } };

    [ServerTheory(18)]
    [MemberData(nameof(Stalls))]
    public async Task A_connection_that_stalls_in_a_copy_does_not_hold_whoever_interrupts(string side, long bytes)
    {
        await using var clone = await FaultyClone.CreateAsync();
        var (proxy, sender) = side == "source" ? (clone.SourceProxy, FaultSide.Server) : (clone.TargetProxy, FaultSide.Client);
        proxy.Arm(new(FaultKind.Stall, sender, bytes));
        using var run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes"]);
        await proxy.Struck.WaitAsync(Soon);

        await run.InterruptAsync();
        var interrupted = await run.EndAsync(Soon);

        Assert.True(interrupted.ExitCode == 130, interrupted.ToString());
        Assert.Contains("Interrupted: nothing more is started", interrupted.Error, StringComparison.Ordinal);
        Assert.Contains("What is done stays", interrupted.Error, StringComparison.Ordinal);
        await clone.AssertConvergesAsync();
    }

    [ServerTheory(18)]
    [InlineData("source")]
    [InlineData("target")]
    public async Task A_server_that_stalls_altogether_holds_nobody_who_interrupts_twice(string side)
    {
        await using var clone = await FaultyClone.CreateAsync("?connect_timeout=1");
        var (proxy, sender) = side == "source" ? (clone.SourceProxy, FaultSide.Server) : (clone.TargetProxy, FaultSide.Client);
        proxy.Arm(new(FaultKind.Stall, sender, FaultyClone.MiddleOfBig));
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes"], line =>
        {
            if (line.StartsWith("Interrupted: nothing more is started", StringComparison.Ordinal)) stopping.TrySetResult();
        });
        await proxy.Struck.WaitAsync(Soon);
        // Requests to cancel are not answered either.
        proxy.IsDeaf = true;

        await run.InterruptAsync();
        await stopping.Task.WaitAsync(Soon);
        await run.InterruptAsync();
        var interrupted = await run.EndAsync(TimeSpan.FromMinutes(1));
        proxy.IsDeaf = false;

        Assert.True(interrupted.ExitCode is 130 or 8, interrupted.ToString());
        Assert.Contains("What is done stays", interrupted.Error, StringComparison.Ordinal);
        await clone.AssertConvergesAsync();
    }

    [ServerFact(18)]
    public async Task A_slow_network_costs_time_alone()
    {
        await using var clone = await FaultyClone.CreateAsync();
        clone.SourceProxy.Delay = clone.TargetProxy.Delay = TimeSpan.FromMilliseconds(3);

        await clone.AssertConvergesAsync();
    }
}
