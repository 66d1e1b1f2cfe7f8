using System.Collections.Concurrent;
using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using PgClone.TestKit.Faults;
using Xunit;
using Xunit.Abstractions;

namespace PgClone.ServerTests.Faults;

/// <summary>Whoever or whatever is killed, the next run gives what an uninterrupted one gives.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    // What the shell says too: 128 and the number of SIGKILL.
    private const int Killed = 137;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    // By default this line of a refresh, and when a first run has sent so much of its rows to the target.
    private const int UsualLine = 3;
    private const long UsualBytes = 200_000;

    // How far a whole run goes, measured once for all that kill one.
    private static readonly ConcurrentDictionary<bool, Task<(int Lines, long Bytes)>> Whole = [];

    private const string Schema = """
        CREATE SCHEMA app;
        CREATE TYPE app.mood AS ENUM ('sad', 'ok');
        CREATE SEQUENCE app.numbers START 40;
        CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TABLE app.region (id int PRIMARY KEY, name text UNIQUE);
        CREATE TABLE app.person (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, region int NOT NULL REFERENCES app.region, boss int REFERENCES app.person, mood app.mood, CHECK (id > 0));
        CREATE TABLE app.visit (person int REFERENCES app.person ON DELETE CASCADE, day date, what numeric, PRIMARY KEY (person, day)) PARTITION BY RANGE (day);
        CREATE TABLE app.visit_old PARTITION OF app.visit FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
        CREATE TABLE app.visit_new PARTITION OF app.visit FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
        CREATE TABLE app.log (at timestamptz, line text);
        CREATE INDEX ON app.person (region, mood);
        CREATE INDEX ON app.visit (what);
        CREATE TRIGGER touches BEFORE UPDATE ON app.person FOR EACH ROW EXECUTE FUNCTION app.touch();
        CREATE VIEW app.busy AS SELECT person, count(*) AS visits FROM app.visit GROUP BY person;
        CREATE MATERIALIZED VIEW app.moods AS SELECT mood, count(*) FROM app.person GROUP BY mood;
        CREATE INDEX ON app.moods (mood);
        INSERT INTO app.region SELECT g, 'region ' || g FROM generate_series(1, 30) g;
        INSERT INTO app.person (region, boss, mood) SELECT 1 + g % 30, NULLIF(g / 2, 0), 'ok' FROM generate_series(1, 2000) g;
        INSERT INTO app.visit SELECT g, date '2023-12-30' + d, d FROM generate_series(1, 2000) g, generate_series(1, 4) d;
        INSERT INTO app.log SELECT now(), repeat('line ', 20) || g FROM generate_series(1, 3000) g;
        """;

    // What a second run has to bring along: rows that are merged, replaced and reloaded, and objects that change.
    private const string Changes = """
        ALTER TABLE app.region ADD COLUMN note text DEFAULT 'none';
        CREATE INDEX ON app.log (at);
        ALTER TYPE app.mood ADD VALUE 'glad';
        UPDATE app.person SET region = 7 WHERE id % 100 = 0;
        DELETE FROM app.visit WHERE person = 5;
        UPDATE app.log SET line = 'changed ' || line;
        DROP VIEW app.busy;
        """;

    /// <summary>By default one kill of each kind, for each costs seconds: one of a refresh, and one of a first run.</summary>
    public static TheoryData<bool> Refreshes => LongRun.IsAsked ? [false, true] : [true];

    /// <inheritdoc cref="Refreshes"/>
    public static TheoryData<bool> Firsts => LongRun.IsAsked ? [false, true] : [false];

    [ServerTheory(18, PgDump = true)]
    [MemberData(nameof(Refreshes))]
    public async Task A_run_that_is_killed_after_any_line_that_it_prints_is_made_good_by_the_next(bool isRefresh)
    {
        var last = LongRun.IsAsked ? (await WholeAsync(isRefresh)).Lines : 1;
        if (LongRun.IsAsked) Assert.True(last > 4);
        var ended = 0;
        foreach (var line in LongRun.IsAsked ? Enumerable.Range(1, last) : [UsualLine])
        {
            var seen = 0;
            await using var clone = await MadeAsync(isRefresh);
            ended += await KilledAsync(clone, ["--jobs", "1"], kill => text =>
            {
                if (IsOfRows(text) && Interlocked.Increment(ref seen) == line) kill();
            }) ? 0 : 1;
            await clone.AssertConvergesAsync();
        }

        // After the last lines there is little left to be killed in.
        Assert.InRange(ended, 0, last / 2);
        output.WriteLine($"{last} lines, {ended} of the runs had ended before they could be killed");
    }

    [ServerTheory(18, PgDump = true)]
    [MemberData(nameof(Firsts))]
    public async Task A_run_that_is_killed_at_any_moment_is_made_good_by_the_next(bool isRefresh)
    {
        // What a run has sent to its target tells how far it has come, whatever else the machine does.
        var whole = LongRun.IsAsked ? (await WholeAsync(isRefresh)).Bytes : 0;
        var random = new Random(isRefresh ? 2 : 1);
        var (moments, ended) = (LongRun.IsAsked ? 25 : 1, 0);
        for (var moment = 0; moment < moments; moment++)
        {
            await using var clone = await MadeAsync(isRefresh);
            var (after, before) = (LongRun.IsAsked ? random.NextInt64(whole) : UsualBytes, 0L);
            ended += await KilledAsync(clone, [], kill =>
            {
                clone.TargetProxy.Sending = sent =>
                {
                    if (sent - Interlocked.CompareExchange(ref before, sent, 0) >= after) kill();
                };
                return _ => { };
            }) ? 0 : 1;
            clone.TargetProxy.Sending = null;
            await clone.AssertConvergesAsync();
        }

        Assert.InRange(ended, 0, moments / 2);
        output.WriteLine($"{moments} moments, {ended} of the runs had ended before they could be killed");
    }

    [ServerTheory(18, PgDump = true)]
    [MemberData(nameof(LongRun.Sides), "target", MemberType = typeof(LongRun))]
    public async Task A_server_that_crashes_in_the_middle_ends_the_run_and_the_next_converges(string side)
    {
        var binaries = await TestServers.Finder.FindAsync(18, CancellationToken.None);
        await using var server = await LocalServer.StartAsync(binaries, new(), CancellationToken.None);
        var own = new TestServer { Major = 18, Parameters = server.ConnectionString("postgres") };
        await using var clone = side == "source" ? await FaultyClone.CreateAsync(source: own) : await FaultyClone.CreateAsync(target: own);
        var (proxy, sender) = side == "source" ? (clone.SourceProxy, FaultSide.Server) : (clone.TargetProxy, FaultSide.Client);
        // Held, so that the crash strikes a copy that is under way.
        proxy.Arm(new(FaultKind.Stall, sender, FaultyClone.MiddleOfBig));
        var run = clone.ApplyAsync();
        await proxy.Struck.WaitAsync(Soon);
        proxy.IsDown = true;

        var process = new ServerProcess(ServerAccountReader.Read());
        var failure = await process.FailureAsync("/", [binaries.Program("pg_ctl"), "restart", "-D", server.DataDirectory, "-m", "immediate", "-w", "-l", $"{server.DataDirectory}/../server.log", "-o", $"-p {server.Port}"], CancellationToken.None);
        Assert.True(failure is null, failure);
        var crashed = await run.WaitAsync(Soon);
        proxy.IsDown = false;

        Assert.True(crashed.ExitCode == 8, crashed.ToString());
        // With a target its lock is lost too, whichever is noticed first.
        Assert.True(crashed.Error.Contains($"copy public.big failed: the connection to the {side} was lost", StringComparison.Ordinal)
            || (side == "target" && crashed.Error.Contains("The session that keeps other runs away from the target was ended", StringComparison.Ordinal)), crashed.ToString());
        Assert.Contains("What is done stays. To go on: pgclone apply", crashed.Error, StringComparison.Ordinal);
        await clone.AssertConvergesAsync();
    }

    private static bool IsOfRows(string line) => line.StartsWith("copy ", StringComparison.Ordinal) || line.StartsWith("merge ", StringComparison.Ordinal);

    private static Task<(int Lines, long Bytes)> WholeAsync(bool isRefresh) => Whole.GetOrAdd(isRefresh, async _ =>
    {
        await using var clone = await MadeAsync(isRefresh);
        var (lines, before, bytes) = (0, 0L, 0L);
        clone.TargetProxy.Sending = sent => bytes = Math.Max(bytes, sent - Interlocked.CompareExchange(ref before, sent, 0));
        using var run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes", "--jobs", "1"], line => lines += IsOfRows(line) ? 1 : 0);
        var applied = await run.EndAsync(Soon);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        return (lines, bytes);
    });

    /// <summary>Runs an apply and kills it when the test says so; false when it had ended by then.</summary>
    private static async Task<bool> KilledAsync(FaultyClone clone, string[] options, Func<Action, Action<string>> watch)
    {
        using var started = new ManualResetEventSlim();
        ProductProcess? run = null;
        var told = watch(() =>
        {
            started.Wait();
            run!.Kill();
        });
        using (run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes", .. options], told))
        {
            started.Set();
            var ended = await run.EndAsync(Soon);
            Assert.True(ended.ExitCode is 0 or Killed, ended.ToString());
            return ended.ExitCode == Killed;
        }
    }

    private static async Task<FaultyClone> MadeAsync(bool isRefresh)
    {
        var clone = await FaultyClone.CreateAsync(schema: Schema, clone: "    objects: [\"*\"]\n    prune: true\n");
        if (!isRefresh) return clone;
        var first = await clone.ApplyAsync();
        Assert.True(first.ExitCode == 0, first.ToString());
        await clone.Source.ExecuteAsync(Changes, CancellationToken.None);
        return clone;
    }
}
