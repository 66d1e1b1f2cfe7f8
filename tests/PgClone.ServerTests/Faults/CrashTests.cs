using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using PgClone.TestKit.Faults;
using Xunit;

namespace PgClone.ServerTests.Faults;

/// <summary>Whoever or whatever is killed, the next run gives what an uninterrupted one gives.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    // By default 6 kills in all, for each costs seconds: PGCLONE_LONG=1 kills at every line and at 50 moments.
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("PGCLONE_LONG") == "1";

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

    [ServerTheory(18, PgDump = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_is_killed_after_any_line_that_it_prints_is_made_good_by_the_next(bool isRefresh)
    {
        var last = 0;
        await using (var whole = await MadeAsync(isRefresh))
        {
            using var run = ProductProcess.Start(["apply", whole.Plan.Plan, "--yes", "--jobs", "1"], line => last += line.StartsWith("copy ", StringComparison.Ordinal) || line.StartsWith("merge ", StringComparison.Ordinal) ? 1 : 0);
            var applied = await run.EndAsync(Soon);
            Assert.True(applied.ExitCode == 0, applied.ToString());
        }

        Assert.True(last > 4);
        foreach (var line in IsLong ? Enumerable.Range(1, last) : [last / 2])
        {
            var seen = 0;
            await using var killed = await MadeAsync(isRefresh);
            ProductProcess? run = null;
            using var ready = new ManualResetEventSlim();
            using (run = ProductProcess.Start(["apply", killed.Plan.Plan, "--yes", "--jobs", "1"], text =>
            {
                if (!text.StartsWith("copy ", StringComparison.Ordinal) && !text.StartsWith("merge ", StringComparison.Ordinal)) return;
                if (Interlocked.Increment(ref seen) != line) return;
                ready.Wait();
                run!.Kill();
            }))
            {
                ready.Set();
                await run.EndAsync(Soon);
            }

            await killed.AssertConvergesAsync();
        }
    }

    [ServerTheory(18, PgDump = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_is_killed_at_any_moment_is_made_good_by_the_next(bool isRefresh)
    {
        // What a run has sent to its target tells how far it has come, whatever else the machine does.
        long whole = 0;
        await using (var clone = await MadeAsync(isRefresh))
        {
            long before = 0;
            clone.TargetProxy.Sending = sent => whole = Math.Max(whole, sent - Interlocked.CompareExchange(ref before, sent, 0));
            using var run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes"]);
            Assert.Equal(0, (await run.EndAsync(Soon)).ExitCode);
        }

        var random = new Random(isRefresh ? 2 : 1);
        for (var moment = 0; moment < (IsLong ? 25 : 2); moment++)
        {
            await using var clone = await MadeAsync(isRefresh);
            var (after, before) = (random.NextInt64(whole), 0L);
            using var ready = new ManualResetEventSlim();
            ProductProcess? run = null;
            clone.TargetProxy.Sending = sent =>
            {
                if (sent - Interlocked.CompareExchange(ref before, sent, 0) < after) return;
                ready.Wait();
                run!.Kill();
            };
            using (run = ProductProcess.Start(["apply", clone.Plan.Plan, "--yes"]))
            {
                ready.Set();
                await run.EndAsync(Soon);
                clone.TargetProxy.Sending = null;
            }

            await clone.AssertConvergesAsync();
        }
    }

    [ServerTheory(18, PgDump = true)]
    [InlineData("source")]
    [InlineData("target")]
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

    private static async Task<FaultyClone> MadeAsync(bool isRefresh)
    {
        var clone = await FaultyClone.CreateAsync(schema: Schema, clone: "    objects: [\"*\"]\n    prune: true\n");
        if (!isRefresh) return clone;
        await clone.Plan.ConvergeAsync();
        await clone.Source.ExecuteAsync(Changes, CancellationToken.None);
        return clone;
    }
}
