using System.Text.Json;
using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>Where the source keeps summaries of its log, tables without a changed block are not read; and what a summary cannot tell is looked at.</summary>
public sealed class WalSummaryTests
{
    private const string Tables = """
        CREATE TABLE quiet (id int PRIMARY KEY, v text);
        CREATE TABLE busy (id int PRIMARY KEY, v text);
        CREATE UNLOGGED TABLE unlogged (id int PRIMARY KEY, v text);
        INSERT INTO quiet SELECT g, 'v' || g FROM generate_series(1, 900) g;
        INSERT INTO busy TABLE quiet;
        INSERT INTO unlogged TABLE quiet;
        CHECKPOINT;
        """;

    [ServerFact(17, 18)]
    public async Task A_table_without_a_changed_block_is_not_read()
    {
        await using var clone = await SummarisedClone.CreateAsync(mayCheckpoint: true);
        await clone.Plan.ConvergeAsync();
        await clone.Source.ExecuteAsync("UPDATE busy SET v = 'new' WHERE id = 7", CancellationToken.None);
        var before = await clone.ScansAsync();

        Assert.Equal(["public.busy"], await clone.MovedAsync());

        // A backend tells its counters when it ends, which may be a moment later; all in one go.
        for (var wait = 0; wait < 100 && (await clone.ScansAsync())["busy"] == before["busy"]; wait++) await Task.Delay(100);
        var after = await clone.ScansAsync();
        Assert.Equal(before["quiet"], after["quiet"]);
        Assert.NotEqual(before["busy"], after["busy"]);
        Assert.NotEqual(before["unlogged"], after["unlogged"]);
        await clone.Plan.ConvergeAsync();
    }

    [ServerTheory(17, 18)]
    [InlineData("UPDATE busy SET v = 'new' WHERE id = 7")]
    [InlineData("UPDATE busy SET v = 'new' WHERE id = 7; CHECKPOINT")]
    [InlineData("DELETE FROM busy WHERE id = 7; VACUUM busy; CHECKPOINT")]
    [InlineData("CREATE TABLE old AS TABLE busy; TRUNCATE busy; INSERT INTO busy SELECT id, 'new' FROM old; DROP TABLE old; CHECKPOINT")]
    public async Task A_change_is_seen_before_a_checkpoint_and_after_it(string change)
    {
        await using var clone = await SummarisedClone.CreateAsync(mayCheckpoint: false);
        await clone.Plan.ConvergeAsync();
        await clone.Source.ExecuteAsync(change, CancellationToken.None);

        Assert.Equal(["public.busy"], await clone.MovedAsync());
        await clone.Plan.ConvergeAsync();
    }

    [ServerFact(17, 18)]
    public async Task What_was_written_before_the_clone_and_committed_after_it_is_seen()
    {
        await using var clone = await SummarisedClone.CreateAsync(mayCheckpoint: true);
        await using var open = await clone.Source.OpenAsync(CancellationToken.None);
        await Execute("BEGIN; UPDATE busy SET v = 'late' WHERE id = 7; SAVEPOINT a; UPDATE quiet SET v = 'late' WHERE id = 7");
        // A summary that began before the clone would hold these blocks by chance.
        await clone.Source.ExecuteAsync("CHECKPOINT", CancellationToken.None);
        var applied = await Product.RunAsync("apply", clone.Plan.Plan, "--yes");
        Assert.True(applied.ExitCode == 0, applied.ToString());
        await Execute("COMMIT");

        Assert.Equal(["public.busy", "public.quiet"], await clone.MovedAsync());
        await clone.Plan.ConvergeAsync();

        async Task Execute(string sql)
        {
            await using var command = new Npgsql.NpgsqlCommand(sql, open);
            await command.ExecuteNonQueryAsync();
        }
    }

    [ServerFact(17, 18)]
    public async Task What_was_written_while_no_summaries_were_kept_is_seen()
    {
        await using var clone = await SummarisedClone.CreateAsync(mayCheckpoint: true);
        await clone.Plan.ConvergeAsync();
        foreach (var step in new[] { "off", "UPDATE busy SET v = 'new' WHERE id = 7", "on" })
        {
            await clone.Source.ExecuteAsync(step is "on" or "off" ? $"ALTER SYSTEM SET summarize_wal = {step}" : step, CancellationToken.None);
            await clone.Source.ExecuteAsync("SELECT pg_reload_conf()", CancellationToken.None);
            await clone.Source.ExecuteAsync("CHECKPOINT", CancellationToken.None);
            await Task.Delay(300);
        }

        Assert.Equal(["public.busy"], await clone.MovedAsync());
        await clone.Plan.ConvergeAsync();
    }

    /// <summary>A clone whose source keeps summaries of its log.</summary>
    private sealed class SummarisedClone(LocalServer server, TestDatabase source, TestDatabase target) : IAsyncDisposable
    {
        public TestDatabase Source => source;

        public CloneCase Plan { get; } = new(source, target);

        public static async Task<SummarisedClone> CreateAsync(bool mayCheckpoint)
        {
            var server = await LocalServer.StartAsync(
                await TestServers.Finder.FindAsync(17, CancellationToken.None), new() { Settings = [new("summarize_wal", "on"), new("autovacuum", "off")] }, CancellationToken.None);
            var source = await TestDatabase.CreateAsync(new() { Major = 17, Parameters = server.ConnectionString("postgres") }, CancellationToken.None);
            await source.ExecuteAsync(Tables, CancellationToken.None);
            var clone = new SummarisedClone(server, source, TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None)));
            if (mayCheckpoint) clone.Plan.Edit(text => text.Replace(" } } }\ntargets", " }, checkpoint: true } }\ntargets", StringComparison.Ordinal));
            return clone;
        }

        /// <summary>The tables of which a plan would move rows.</summary>
        public async Task<List<string>> MovedAsync()
        {
            var planned = await Product.RunAsync("plan", Plan.Plan, "--json", "--jobs", "1");
            Assert.True(planned.ExitCode == 0, planned.ToString());
            using var document = JsonDocument.Parse(planned.Out);
            return [.. document.RootElement.GetProperty("clones")[0].GetProperty("rows").EnumerateArray().Select(rows => rows.GetProperty("table").GetString()!)];
        }

        /// <summary>How often each table was read.</summary>
        public async Task<Dictionary<string, string>> ScansAsync() =>
            (await source.RowsAsync("SELECT relname || ' ' || seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables", CancellationToken.None))
            .Select(row => row.Split(' ')).ToDictionary(row => row[0], row => row[1]);

        public async ValueTask DisposeAsync()
        {
            Plan.Dispose();
            await target.DisposeAsync();
            await source.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
