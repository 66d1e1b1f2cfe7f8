using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Safety;

/// <summary>What must never happen, made to happen.</summary>
public sealed class SafetyTests
{
    private const string Schema = "CREATE TABLE t (id int PRIMARY KEY, secret text); INSERT INTO t SELECT g, 'raw-value-' || g FROM generate_series(1, 100) g";

    [ServerFact(18)]
    public async Task A_source_is_never_its_own_target()
    {
        await using var source = await SourceAsync();
        using var plan = new CloneCase(source, source);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("PGC0501", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task What_others_made_is_never_overwritten()
    {
        await using var source = await SourceAsync();
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, secret text); INSERT INTO t VALUES (1, 'mine')", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");
        plan.Edit(text => text + "\n    conflicts: { rules: { public.t: skip } }\n");
        await plan.ConvergeAsync();

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("table public.t is there already, with other rows", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["1|mine"], await target.RowsAsync("SELECT * FROM t", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_source_that_dies_in_the_middle_leaves_no_partial_table()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE small (id int); INSERT INTO small VALUES (1);"
            + "CREATE TABLE big (id int, filler text); INSERT INTO big SELECT g, repeat('x', 200) FROM generate_series(1, 400000) g", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var run = Product.RunAsync("apply", plan.Plan, "--yes");
        var killed = 0L;
        while (killed == 0 && !run.IsCompleted)
            killed = await source.ScalarAsync<long>("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY%big%TO STDOUT%'
                """, CancellationToken.None);
        var failed = await run;

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("copy public.big failed", failed.Error, StringComparison.Ordinal);
        Assert.Equal(0, await target.ScalarAsync<long>("SELECT count(*) FROM big", CancellationToken.None));
        Assert.Equal(1, await target.ScalarAsync<long>("SELECT count(*) FROM small", CancellationToken.None));
        await plan.ConvergeAsync();
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task A_target_that_goes_away_in_the_middle_is_a_clear_failure_and_the_next_apply_converges()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE big (id int PRIMARY KEY, filler text); INSERT INTO big SELECT g, repeat('x', 200) FROM generate_series(1, 400000) g", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var run = Product.RunAsync("apply", plan.Plan, "--yes");
        var killed = 0L;
        while (killed == 0 && !run.IsCompleted)
            killed = await source.ScalarAsync<long>(
                $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{target.Name}' AND query LIKE 'COPY%big%FROM STDIN%' AND state = 'active'", CancellationToken.None);
        var failed = await run;

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("copy public.big failed", failed.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task A_bad_object_costs_only_what_needs_it()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE FUNCTION fails(int) RETURNS bool LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN current_database() LIKE 's%'; END $$;
            CREATE TABLE good (id int PRIMARY KEY);
            CREATE TABLE bad (id int);
            INSERT INTO good VALUES (1);
            INSERT INTO bad VALUES (1);
            ALTER TABLE bad ADD CONSTRAINT only_on_source CHECK (fails(id)) NOT VALID;
            UPDATE pg_constraint SET convalidated = true WHERE conname = 'only_on_source';
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("only_on_source", failed.Error, StringComparison.Ordinal);
        Assert.Equal(1, await target.ScalarAsync<long>("SELECT count(*) FROM good", CancellationToken.None));
        Assert.Equal(0, await target.ScalarAsync<long>("SELECT count(*) FROM bad", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_stale_saved_plan_is_refused_and_says_what_moved()
    {
        await using var source = await SourceAsync();
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("ALTER TABLE t ADD COLUMN note text", CancellationToken.None);

        var stale = await Product.RunAsync("apply", plan.SavedPlan);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        var applied = await Product.RunAsync("apply", plan.SavedPlan);
        var twice = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(5, stale.ExitCode);
        Assert.Contains("table public.t changed on the source since the plan was made", stale.Error, StringComparison.Ordinal);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Equal(5, twice.ExitCode);
        await plan.AssertConvergedAsync();
    }

    [ServerFact(18)]
    public async Task An_edited_saved_plan_is_refused()
    {
        await using var source = await SourceAsync();
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        File.WriteAllText(plan.SavedPlan, (await File.ReadAllTextAsync(plan.SavedPlan)).Replace("CREATE TABLE", "CREATE UNLOGGED TABLE", StringComparison.Ordinal));

        var refused = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("it was changed after it was saved", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Two_runs_on_one_target_do_not_meet()
    {
        await using var source = await SourceAsync();
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        await using var holder = await target.OpenAsync(CancellationToken.None);
        await using (var command = holder.CreateCommand())
        {
            command.CommandText = $"SET application_name = 'pgclone run of a test'; SELECT pg_advisory_lock({0x7067636c}, hashtext('{target.Name}'))";
            await command.ExecuteNonQueryAsync();
        }

        var busy = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(6, busy.ExitCode);
        Assert.Contains("in use by pgclone run of a test, since ", busy.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Secrets_are_nowhere_to_be_read()
    {
        await using var source = await SourceAsync();
        await source.ExecuteAsync($"ALTER DATABASE {source.Name} SET log_statement = 'all'", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks: { key: "{{ mask_key }}", rules: { public.t.secret: hash } }
            """);

        var planned = await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan, "--json");
        var applied = await plan.ConvergeAsync();

        var saved = await File.ReadAllTextAsync(plan.SavedPlan);
        var ledger = string.Join('\n', await target.RowsAsync(
            "SELECT r::text FROM pgclone.runs r UNION ALL SELECT s::text FROM pgclone.steps s UNION ALL SELECT o::text FROM pgclone.objects o", CancellationToken.None));
        var key = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(CloneCase.MaskKey));
        foreach (var text in new[] { planned.ToString(), applied.ToString(), saved, ledger })
        {
            Assert.DoesNotContain(CloneCase.MaskKey, text, StringComparison.Ordinal);
            Assert.DoesNotContain(key, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("raw-value", text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await target.ScalarAsync<long>("SELECT count(*) FROM t WHERE secret LIKE 'raw%'", CancellationToken.None));
        Assert.Equal(100, await target.ScalarAsync<long>("SELECT count(DISTINCT secret) FROM t WHERE secret ~ '^[0-9a-f]{32}$'", CancellationToken.None));
    }

    private static async Task<TestDatabase> SourceAsync()
    {
        var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }
}
