using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Safety;

/// <summary>What others do to either side between the plan and the end of its run is refused or kept, never overwritten, mixed in or lost.</summary>
public sealed class MovingWorldTests
{
    [ServerFact(18)]
    public async Task A_truncate_on_the_source_waits_for_nobody_and_is_no_empty_table()
    {
        await using var source = await SourceAsync("CREATE TABLE small AS SELECT g AS id FROM generate_series(1, 1000) g");
        await source.ExecuteAsync("CREATE TABLE big AS SELECT g AS id, repeat('x', 300) AS filler FROM generate_series(1, 300000) g", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var run = Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", "1");
        await WaitAsync(source, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%big%TO STDOUT%' AND state = 'active'", run);
        await source.ExecuteAsync("TRUNCATE small", CancellationToken.None);
        var applied = await run;

        Assert.Equal(8, applied.ExitCode);
        Assert.Contains("table public.small was truncated or written anew after the snapshot was taken", applied.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    [ServerFact(18)]
    public async Task Rows_that_came_to_an_empty_table_after_the_plan_are_not_mixed_with_ours()
    {
        await using var source = await SourceAsync("CREATE TABLE t (id int PRIMARY KEY)");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("INSERT INTO t VALUES (1), (2)", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await target.ExecuteAsync("INSERT INTO t VALUES (77)", CancellationToken.None);

        var refused = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("public.t holds rows that were not there when the plan was made", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["77"], await target.RowsAsync("SELECT id FROM t", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Another_run_between_plan_and_apply_makes_the_plan_stale()
    {
        await using var source = await SourceAsync("CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u AS SELECT 1 AS id");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE u SET id = 2", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("UPDATE u SET id = 3", CancellationToken.None);
        await plan.ConvergeAsync();

        var refused = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("another run of clone 'c' changed", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task What_appeared_on_either_side_makes_a_saved_plan_stale()
    {
        await using var source = await SourceAsync("CREATE TABLE t (id int, v text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF t FOR VALUES FROM (0) TO (10); INSERT INTO t VALUES (1, 'a')");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE t SET v = 'b'", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("CREATE TABLE p2 PARTITION OF t FOR VALUES FROM (10) TO (20)", CancellationToken.None);
        await target.ExecuteAsync("""
            CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v = NULL; RETURN NEW; END';
            CREATE TRIGGER meddles BEFORE INSERT ON p1 FOR EACH ROW EXECUTE FUNCTION meddle();
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
            """, CancellationToken.None);

        var refused = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("table public.p2 appeared on the source", refused.Error, StringComparison.Ordinal);
        Assert.Contains("trigger public.p1.meddles appeared on the target", refused.Error, StringComparison.Ordinal);
        Assert.Contains("default privileges", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_saved_plan_sets_sequences_to_where_its_rows_are_from()
    {
        await using var source = await SourceAsync("CREATE TABLE t (id serial PRIMARY KEY, n int GENERATED BY DEFAULT AS IDENTITY, v text); INSERT INTO t (v) SELECT 'x' FROM generate_series(1, 5)");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("INSERT INTO t (v) SELECT 'y' FROM generate_series(1, 5)", CancellationToken.None);

        var applied = await Product.RunAsync("apply", plan.SavedPlan);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Equal(["10|10|10"], await target.RowsAsync("SELECT max(id), (SELECT last_value FROM t_id_seq), (SELECT last_value FROM t_n_seq) FROM t", CancellationToken.None));

        await source.ExecuteAsync("UPDATE t SET v = 'z'", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("INSERT INTO t (v) VALUES ('late')", CancellationToken.None);
        applied = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Equal(["11|11"], await target.RowsAsync("SELECT max(id), (SELECT last_value FROM t_id_seq) FROM t", CancellationToken.None));
        await plan.ConvergeAsync();
    }

    [ServerFact(18)]
    public async Task Rows_that_nobody_agreed_to_lose_make_a_saved_plan_stale()
    {
        await using var source = await SourceAsync("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("INSERT INTO t VALUES (2)", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await target.ExecuteAsync("INSERT INTO t VALUES (999)", CancellationToken.None);

        var refused = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("table public.t holds other rows on the target than when the plan was made", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["1", "999"], await target.RowsAsync("SELECT id FROM t ORDER BY id", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_saved_plan_does_not_mix_two_moments()
    {
        await using var source = await SourceAsync("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); INSERT INTO a VALUES (1); INSERT INTO b VALUES (1, 1)");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("INSERT INTO b VALUES (2, 1)", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("INSERT INTO a VALUES (2); INSERT INTO b VALUES (3, 2)", CancellationToken.None);

        var refused = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("table public.a has other rows on the source than when the plan was made, and the plan does not copy them", refused.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    [ServerFact(18)]
    public async Task A_materialized_view_that_a_run_did_not_come_to_is_computed_by_the_next()
    {
        await using var source = await SourceAsync("""
            CREATE TABLE p (id int PRIMARY KEY, email text); INSERT INTO p VALUES (1, 'alice@corp.com');
            CREATE MATERIALIZED VIEW mv AS SELECT email, 1 / (3 - id) AS q FROM p;
            """);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        plan.Edit(text => text + "\n    masks: { rules: { public.p.email: email } }\n");
        await source.ExecuteAsync("INSERT INTO p VALUES (3, 'bob@corp.com')", CancellationToken.None);
        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");
        Assert.Equal(8, failed.ExitCode);
        await source.ExecuteAsync("DELETE FROM p WHERE id = 3", CancellationToken.None);
        await target.ExecuteAsync("DELETE FROM p WHERE id = 3", CancellationToken.None);

        await plan.ConvergeAsync();

        Assert.Equal(["a***@corp.com"], await target.RowsAsync("SELECT email FROM mv", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_run_whose_lock_was_taken_away_stops_and_says_so()
    {
        await using var source = await SourceAsync("CREATE TABLE big AS SELECT g AS id, repeat('x', 300) AS filler FROM generate_series(1, 300000) g; CREATE TABLE other AS SELECT 1 AS id");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE big SET filler = 'y' || filler; UPDATE other SET id = 2", CancellationToken.None);

        var run = Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", "1");
        await WaitAsync(source, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%big%TO STDOUT%' AND state = 'active'", run);
        await target.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'pgclone run%'", CancellationToken.None);
        var stopped = await run;

        Assert.Equal(8, stopped.ExitCode);
        Assert.Contains("The session that keeps other runs away from the target was ended", stopped.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    [ServerFact(14, 15)]
    public async Task A_reload_leaves_every_trigger_as_it_was()
    {
        foreach (var major in new[] { 14, 15 })
        {
            await using var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
            await source.ExecuteAsync("""
                CREATE TABLE t (id int, v text) PARTITION BY RANGE (id);
                CREATE TABLE p1 PARTITION OF t FOR VALUES FROM (0) TO (10);
                CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v = NULL; RETURN NEW; END';
                CREATE TRIGGER off BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION meddle();
                CREATE TRIGGER always BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION meddle();
                ALTER TABLE t DISABLE TRIGGER off;
                ALTER TABLE t ENABLE ALWAYS TRIGGER always;
                ALTER TABLE t DISABLE TRIGGER USER;
                INSERT INTO t VALUES (1, 'a');
                ALTER TABLE t ENABLE ALWAYS TRIGGER always;
                """, CancellationToken.None);
            await using var target = TestDatabase.Unborn(source.Server);
            using var plan = new CloneCase(source, target);
            await plan.ConvergeAsync();
            await target.ExecuteAsync("CREATE TRIGGER theirs BEFORE INSERT ON p1 FOR EACH ROW EXECUTE FUNCTION meddle(); ALTER TABLE p1 DISABLE TRIGGER theirs; ALTER TABLE p1 DISABLE TRIGGER USER; ALTER TABLE p1 ENABLE ALWAYS TRIGGER always", CancellationToken.None);
            const string States = "SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE tgfoid = 'meddle'::regproc ORDER BY tgrelid::regclass::text, tgname";
            var before = await target.RowsAsync(States, CancellationToken.None);
            await source.ExecuteAsync("ALTER TABLE t DISABLE TRIGGER always; UPDATE t SET v = 'b'; ALTER TABLE t ENABLE ALWAYS TRIGGER always", CancellationToken.None);

            await plan.ConvergeAsync();

            Assert.Equal(before, await target.RowsAsync(States, CancellationToken.None));
            Assert.Equal(["1|b"], await target.RowsAsync("SELECT * FROM t", CancellationToken.None));
        }
    }

    [ServerFact(15, 18)]
    public async Task The_ledger_learns_nothing_from_what_others_do_during_a_run()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await source.ExecuteAsync("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (id int)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("CREATE TABLE big AS SELECT g AS id, repeat('x', 300) AS filler FROM generate_series(1, 200000) g", CancellationToken.None);

        var run = Product.RunAsync("apply", plan.Plan, "--yes");
        await WaitAsync(source, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%big%TO STDOUT%' AND state = 'active'", run);
        await target.ExecuteAsync("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 666'", CancellationToken.None);
        await run;

        var next = await Product.RunAsync("plan", plan.Plan);
        Assert.Contains("~ function public.f()", next.Out, StringComparison.Ordinal);
        await plan.ConvergeAsync();
        Assert.Equal(1, await target.ScalarAsync<int>("SELECT f()", CancellationToken.None));
    }

    [ServerTheory(18)]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_backend_that_is_terminated_costs_its_steps_and_ends_no_run(string jobs)
    {
        await using var source = await SourceAsync("""
            CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN IF current_database() NOT LIKE '%_source' THEN PERFORM pg_sleep(0.2); END IF; RETURN $1; END $$;
            CREATE TABLE t (id int PRIMARY KEY);
            CREATE TABLE u (id int PRIMARY KEY REFERENCES t);
            INSERT INTO t SELECT generate_series(1, 20);
            """);
        await source.ExecuteAsync("CREATE INDEX slowly ON t (slow(id)) WHERE id < 0", CancellationToken.None);
        await source.ExecuteAsync("CREATE INDEX slower ON t ((slow(id)))", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var run = Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", jobs);
        await WaitAsync(source, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{target.Name}' AND query LIKE '%CREATE INDEX slower%' AND state = 'active'", run);
        var failed = await run.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("terminating connection due to administrator command", failed.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    [ServerFact(18)]
    public async Task Objects_that_come_and_go_elsewhere_break_no_plan()
    {
        await using var source = await SourceAsync("CREATE SCHEMA app; CREATE TABLE app.t (id int PRIMARY KEY); CREATE SCHEMA churn");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"app.*\"]");
        using var end = new CancellationTokenSource();
        var churn = Task.Run(async () =>
        {
            for (var n = 0; !end.IsCancellationRequested; n++)
                await source.ExecuteAsync($"""
                    CREATE TABLE churn.t{n} (a int PRIMARY KEY, b text DEFAULT 'x'); CREATE VIEW churn.v{n} AS SELECT * FROM churn.t{n};
                    CREATE FUNCTION churn.f{n}() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE INDEX ON churn.t{n} (b);
                    DROP TABLE churn.t{n} CASCADE; DROP FUNCTION churn.f{n};
                    """, CancellationToken.None);
        });

        await plan.ConvergeAsync();
        for (var n = 0; n < 8; n++) await plan.AssertConvergedAsync();

        await end.CancelAsync();
        await churn;
    }

    [ServerFact(18)]
    public async Task What_a_killed_run_left_at_work_is_ended_before_the_next_plan()
    {
        await using var source = await SourceAsync("CREATE TABLE t (id int PRIMARY KEY)");
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await using var left = await target.OpenAsync(CancellationToken.None);
        await using var command = left.CreateCommand();
        command.CommandText = "SET application_name = 'pgclone work 0'; BEGIN; CREATE TABLE half_done (id int); LOCK TABLE t; SELECT pg_sleep(600)";
        var working = command.ExecuteNonQueryAsync();
        await source.ExecuteAsync("INSERT INTO t VALUES (1)", CancellationToken.None);

        await plan.ConvergeAsync();

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => working);
    }

    [ServerTheory(14, 18)]
    [InlineData(14)]
    [InlineData(18)]
    public async Task Whoever_keeps_a_step_waiting_is_told_once_while_it_lasts(int major)
    {
        await using var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE free AS SELECT 1 AS id; CREATE TABLE held AS SELECT 1 AS id", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("ALTER TABLE free ADD COLUMN v int; ALTER TABLE held ADD COLUMN v int", CancellationToken.None);
        await using var holder = await target.OpenAsync(CancellationToken.None);
        await using var command = holder.CreateCommand();
        command.CommandText = "SET application_name = 'a report'";
        await command.ExecuteNonQueryAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        command.CommandText = "SELECT id, 'a secret' FROM held WHERE id > 41";
        await command.ExecuteNonQueryAsync();

        var run = Product.RunAsync("apply", plan.Plan, "--yes");
        await WaitAsync(target, "SELECT count(*) FROM pg_locks WHERE relation = 'held'::regclass AND waitstart < clock_timestamp() - interval '8 s'", run);
        await transaction.RollbackAsync();
        var applied = await run;

        Assert.True(applied.ExitCode == 0, applied.ToString());
        var line = Assert.Single(applied.Error.Split('\n'), line => line.Contains("waits for", StringComparison.Ordinal));
        Assert.Equal($"alter table public.held waits for public.held, which others have locked: pid {holder.ProcessID} (postgres, a report, idle in transaction): SELECT id, ? FROM held WHERE id > ?", line);
        await plan.AssertConvergedAsync();
    }

    [ServerFact(18)]
    public async Task A_saved_plan_is_for_the_databases_it_was_made_for()
    {
        await using var source = await SourceAsync("CREATE TABLE t AS SELECT 1 AS id");
        await using var target = TestDatabase.Unborn(source.Server);
        await using var other = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        plan.WriteTo(other);

        var refused = await Product.RunAsync("apply", plan.SavedPlan);
        var unknown = await Product.RunAsync("apply", plan.SavedPlan, "--clone", "nope");
        var varied = await Product.RunAsync("apply", plan.SavedPlan, "--env", "dev");

        Assert.Equal((5, 64, 64), (refused.ExitCode, unknown.ExitCode, varied.ExitCode));
        Assert.Contains($"/{other.Name} now, and was ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("the saved plan has no clone 'nope'", unknown.Error, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> SourceAsync(string schema)
    {
        var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(schema, CancellationToken.None);
        return source;
    }

    private static async Task WaitAsync(TestDatabase database, string count, Task run)
    {
        while (!run.IsCompleted && await database.ScalarAsync<long>(count, CancellationToken.None) == 0) await Task.Delay(5);
        Assert.False(run.IsCompleted, "the run ended before it could be disturbed");
    }
}
