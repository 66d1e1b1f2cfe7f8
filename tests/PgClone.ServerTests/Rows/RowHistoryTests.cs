using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>
/// The transactions of rows tell what changed since the last run, and nothing that they cannot tell is taken for unchanged: then the values are compared.
/// </summary>
public sealed class RowHistoryTests
{
    private const string Proven = "traced";
    private const string Compared = "compared";
    private const string Newer = "newer than the last run, or gone since";

    private const string Tables = """
        CREATE TABLE t (id int PRIMARY KEY, v text);
        INSERT INTO t SELECT g, 'v' || g FROM generate_series(1, 900) g;
        """;

    [ServerTheory(14, 18)]
    [InlineData(14, 18)]
    [InlineData(18, 18)]
    public async Task Newer_rows_are_moved_and_gone_ones_found_and_the_next_run_goes_on_from_there(int from, int to)
    {
        await using var source = await CreateAsync(from, Tables);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        Assert.Equal(Proven, await ReasonAsync(plan));
        for (var round = 1; round <= 3; round++)
        {
            await source.ExecuteAsync($"""
                UPDATE t SET v = 'round {round}' WHERE id % 300 = {round};
                DELETE FROM t WHERE id = {round * 10};
                INSERT INTO t VALUES ({round + 5000}, 'new');
                """, CancellationToken.None);
            Assert.Contains(Newer, await ReasonAsync(plan), StringComparison.Ordinal);

            await plan.ConvergeAsync();

            Assert.Equal(Proven, await ReasonAsync(plan));
        }
    }

    // The pages where rows were newer tell nothing of those that are newer by the time a saved plan runs.
    [ServerTheory(14, 18)]
    [InlineData(14)]
    [InlineData(18)]
    public async Task Rows_that_change_on_earlier_pages_after_a_plan_was_saved_are_moved_too(int version)
    {
        await using var source = await CreateAsync(version, """
            CREATE TABLE t (id int PRIMARY KEY, v text) WITH (fillfactor = 50);
            INSERT INTO t SELECT g, 'v' || g FROM generate_series(1, 5000) g;
            """);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE t SET v = 'last page' WHERE id = 4990", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("UPDATE t SET v = 'first page' WHERE id = 7", CancellationToken.None);
        Assert.StartsWith("(0,", (await source.RowsAsync("SELECT ctid::text FROM t WHERE id = 7", CancellationToken.None)).Single(), StringComparison.Ordinal);

        var applied = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Equal(0, applied.ExitCode);
        await plan.AssertConvergedAsync();
        Assert.Equal(["first page", "last page"], await target.RowsAsync("SELECT v FROM t WHERE v LIKE '%page' ORDER BY id", CancellationToken.None));
    }

    // Each leaves as many rows as there were.
    [ServerTheory(18)]
    [InlineData("UPDATE t SET v = 'theirs' WHERE id = 7")]
    [InlineData("DELETE FROM t WHERE id = 7; INSERT INTO t VALUES (9999, 'theirs')")]
    [InlineData("CREATE TABLE old AS SELECT * FROM t; TRUNCATE t; INSERT INTO t SELECT id, 'theirs' FROM old; DROP TABLE old")]
    [InlineData("ALTER TABLE t DROP v; ALTER TABLE t ADD v text DEFAULT 'theirs'; ALTER TABLE t ALTER v DROP DEFAULT")]
    public async Task What_others_do_to_the_rows_of_the_target_is_seen(string change)
    {
        await using var source = await CreateAsync(18, Tables);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync(change, CancellationToken.None);

        Assert.DoesNotContain(Proven, await ReasonAsync(plan), StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    [ServerTheory(18)]
    [InlineData("BEGIN; UPDATE t SET v = 'other' WHERE id = 7; SAVEPOINT a; UPDATE t SET v = 'another' WHERE id = 8; COMMIT")]
    [InlineData("CREATE TABLE old AS SELECT * FROM t; TRUNCATE t; INSERT INTO t SELECT id, 'other' FROM old; DROP TABLE old")]
    [InlineData("ALTER TABLE t DROP v; ALTER TABLE t ADD v text DEFAULT 'other'; ALTER TABLE t ALTER v DROP DEFAULT")]
    [InlineData("ALTER TABLE t ALTER v TYPE text USING 'other'")]
    public async Task What_happens_to_the_rows_of_the_source_is_seen(string change)
    {
        await using var source = await CreateAsync(18, Tables);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync(change, CancellationToken.None);

        Assert.DoesNotContain(Proven, await ReasonAsync(plan), StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    // No row is written, and yet its values are others.
    [ServerTheory(18)]
    [InlineData("ALTER TABLE e DROP shown; ALTER TABLE e RENAME hidden TO shown; ALTER TABLE e ADD hidden text")]
    [InlineData("ALTER TABLE e RENAME shown TO x; ALTER TABLE e RENAME hidden TO shown; ALTER TABLE e RENAME x TO hidden")]
    [InlineData("ALTER TYPE mood RENAME VALUE 'b' TO 'c'; ALTER TYPE mood ADD VALUE 'b' AFTER 'c'")]
    public async Task Names_that_come_to_mean_something_else_are_seen(string change)
    {
        await using var source = await CreateAsync(18, """
            CREATE TYPE mood AS ENUM ('a', 'b');
            CREATE TABLE e (id int PRIMARY KEY, shown text, hidden text, m mood);
            INSERT INTO e SELECT g, 's' || g, 'h' || g, 'b' FROM generate_series(1, 100) g;
            """);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.e: { columns: { exclude: [hidden] } } }
            """);
        await plan.ConvergeAsync();
        await source.ExecuteAsync(change, CancellationToken.None);

        Assert.NotEqual(Proven, await ReasonAsync(plan));
        await plan.ConvergeAsync();
    }

    [ServerFact(18)]
    public async Task Rows_of_a_transaction_that_was_at_work_during_the_run_are_seen_though_as_many_are_gone()
    {
        await using var source = await CreateAsync(18, Tables);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await using var open = await source.OpenAsync(CancellationToken.None);
        await RunAsync(open, "BEGIN; SAVEPOINT inside; INSERT INTO t VALUES (9999, 'late')");
        // Committed while the older one goes on: as new as that by its number, and yet seen by the run.
        await source.ExecuteAsync("UPDATE t SET v = 'young' WHERE id = 5", CancellationToken.None);
        await plan.ConvergeAsync();
        var whileAtWork = await ReasonAsync(plan);
        await RunAsync(open, "RELEASE inside; COMMIT");
        await source.ExecuteAsync("DELETE FROM t WHERE id = 5", CancellationToken.None);

        Assert.Equal(Proven, whileAtWork);
        Assert.DoesNotContain(Proven, await ReasonAsync(plan), StringComparison.Ordinal);
        await plan.ConvergeAsync();
    }

    [ServerFact(18)]
    public async Task Other_masks_filters_and_keys_are_other_rows()
    {
        await using var source = await CreateAsync(18, Tables);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks: { key: "{{ mask_key }}", rules: { public.t.v: hash } }
            """);
        await plan.ConvergeAsync();
        Assert.Equal(Proven, await ReasonAsync(plan));
        plan.Edit(text => text.Replace("public.t.v: hash", "public.t.v: email", StringComparison.Ordinal));
        Assert.DoesNotContain(Proven, await ReasonAsync(plan), StringComparison.Ordinal);
        await plan.ConvergeAsync();
        plan.Edit(text => text + "\n    filters: { public.t: { where: \"id < 10\" } }\n");
        Assert.DoesNotContain(Proven, await ReasonAsync(plan), StringComparison.Ordinal);
        await plan.ConvergeAsync();

        // What a filter asks may have another answer tomorrow.
        Assert.Equal(Compared, await ReasonAsync(plan));
    }

    [ServerFact(18)]
    public async Task A_damaged_or_missing_ledger_proves_nothing()
    {
        await using var source = await CreateAsync(18, Tables);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("""UPDATE pgclone.rows SET origin = '{"x": 1}'""", CancellationToken.None);
        Assert.Equal(Compared, await ReasonAsync(plan));
        await plan.ConvergeAsync();
        Assert.Equal(Proven, await ReasonAsync(plan));
        await target.ExecuteAsync("DROP SCHEMA pgclone CASCADE", CancellationToken.None);

        Assert.Equal(Compared, await ReasonAsync(plan));
    }

    [ServerTheory(14, 15, 16, 17, 18)]
    [EveryMajor]
    public async Task After_a_crash_of_the_source_rows_are_compared_once_more(int major)
    {
        await using var server = await LocalServer.StartAsync(await TestServers.Finder.FindAsync(major, CancellationToken.None), new(), CancellationToken.None);
        await using var source = await TestDatabase.CreateAsync(new() { Major = major, Parameters = server.ConnectionString("postgres") }, CancellationToken.None);
        await source.ExecuteAsync(Tables, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await using var open = await source.OpenAsync(CancellationToken.None);
        using (var backend = Process.GetProcessById(open.ProcessID)) backend.Kill();
        await WaitForAsync(source);

        Assert.Equal(Compared, await ReasonAsync(plan));
        await plan.ConvergeAsync();
        Assert.Equal(Proven, await ReasonAsync(plan));
    }

    [ServerFact(18)]
    public async Task Of_a_source_on_which_nothing_was_written_no_row_is_read()
    {
        await using var server = await LocalServer.StartAsync(
            await TestServers.Finder.FindAsync(18, CancellationToken.None), new() { Settings = [new("autovacuum", "off")] }, CancellationToken.None);
        await using var source = await TestDatabase.CreateAsync(new() { Major = 18, Parameters = server.ConnectionString("postgres") }, CancellationToken.None);
        await source.ExecuteAsync(Tables, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        // The numbers of these two are the last ones given out, and neither has ended when the rows are read.
        await using var open = await source.OpenAsync(CancellationToken.None);
        await RunAsync(open, "BEGIN; SAVEPOINT inside; INSERT INTO t VALUES (9999, 'late')");
        await plan.ConvergeAsync();
        var before = await ScansAsync();

        Assert.Equal(Proven, await ReasonAsync(plan));
        var still = await ScansAsync();
        await RunAsync(open, "COMMIT");

        Assert.Contains(Newer, await ReasonAsync(plan), StringComparison.Ordinal);
        Assert.Equal(before, still);
        await plan.ConvergeAsync();

        // A backend tells its counters when it ends, which may be a moment later.
        async Task<long> ScansAsync()
        {
            for (long last = -1; ;)
            {
                await Task.Delay(500);
                var scans = await source.ScalarAsync<long>("SELECT seq_scan FROM pg_stat_user_tables", CancellationToken.None);
                if (scans == last) return scans;
                last = scans;
            }
        }
    }

    private static async Task WaitForAsync(TestDatabase database)
    {
        for (var left = 100; ; left--)
        {
            try
            {
                await Task.Delay(100);
                await database.ScalarAsync<int>("SELECT 1", CancellationToken.None);
                return;
            }
            catch (NpgsqlException) when (left > 0)
            {
                // It recovers.
            }
        }
    }

    private static async Task<TestDatabase> CreateAsync(int major, string script)
    {
        var database = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await database.ExecuteAsync(script, CancellationToken.None);
        return database;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Why the plan does with the rows what it does.</summary>
    private static async Task<string> ReasonAsync(CloneCase plan)
    {
        var planned = await Product.RunAsync("plan", plan.Plan, "--json");
        Assert.True(planned.ExitCode == 0, planned.ToString());
        using var document = JsonDocument.Parse(planned.Out);
        var clone = document.RootElement.GetProperty("clones")[0];
        var moved = clone.GetProperty("rows").EnumerateArray().Select(rows => rows.GetProperty("reason").GetString()!).ToList();
        return moved.Count > 0 ? moved.Single() : clone.GetProperty("summary").GetProperty("traced").GetInt32() == 1 ? Proven : Compared;
    }
}
