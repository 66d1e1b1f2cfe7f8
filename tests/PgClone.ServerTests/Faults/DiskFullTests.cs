using PgClone.Postgres.Cluster;
using PgClone.TestKit;
using PgClone.TestKit.Faults;
using Xunit;

namespace PgClone.ServerTests.Faults;

/// <summary>A target whose disk is full says so, keeps what was done, and is made good once there is room.</summary>
public sealed class DiskFullTests
{
    // Until the server writes out what it has in memory, a database and its small tables take 2 MB, the large table 10 MB, and the index 11 MB.
    private const string Schema = """
        CREATE TABLE small (id int PRIMARY KEY, note text);
        INSERT INTO small VALUES (1, 'a'), (2, NULL), (3, 'c');
        CREATE TABLE big (id int PRIMARY KEY, small int REFERENCES small, filler text);
        INSERT INTO big SELECT g, 1 + g % 3, repeat(md5(g::text), 9) FROM generate_series(1, 30000) g;
        CREATE INDEX big_filler ON big (filler);
        CREATE VIEW counted AS SELECT small, count(*) FROM big GROUP BY small;
        """;

    /// <summary>What fills a disk of so many megabytes.</summary>
    public static TheoryData<string, int> Sizes => LongRun.IsAsked
        ? new() { { "copy public.big", 11 }, { "create index public.big.big_filler", 24 } } : new() { { "copy public.big", 11 } };

    [ServerTheory(18, SmallDisk = true)]
    [MemberData(nameof(Sizes))]
    public async Task A_disk_that_fills_up_costs_the_step_that_fills_it_and_more_room_makes_it_good(string step, int megabytes)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes);
        var binaries = await TestServers.Finder.FindAsync(18, CancellationToken.None);
        await using var server = await LocalServer.StartAsync(binaries, new(), CancellationToken.None);
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        // Its log is elsewhere: a server that cannot write that goes down, which is a crash.
        await using var target = TestDatabase.Unborn(new() { Major = 18, Parameters = server.ConnectionString("postgres") });
        await target.OnServerAsync($"CREATE TABLESPACE small_disk LOCATION '{disk.Path}'", CancellationToken.None);
        await target.OnServerAsync($"CREATE DATABASE {target.Name} TABLESPACE small_disk", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var full = await Product.RunAsync("apply", plan.Plan, "--yes");
        var again = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.True(full.ExitCode == 8, full.ToString());
        // This one could do nothing, or what the first had not come to.
        Assert.True(again.ExitCode is 1 or 8, again.ToString());
        foreach (var told in new[] { full.Error, again.Error })
        {
            Assert.True(told.Contains($"{step} failed", StringComparison.Ordinal), full.ToString() + again);
            Assert.Contains("No space left on device", told, StringComparison.Ordinal);
            Assert.Contains("What is done stays. To go on: pgclone apply", told, StringComparison.Ordinal);
        }

        Assert.Equal(["3"], await target.RowsAsync("SELECT count(*) FROM small", CancellationToken.None));

        await disk.ResizeAsync(64);
        await plan.ConvergeAsync();
        var verified = await Product.RunAsync("verify", plan.Plan);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        await Oracle.AssertSameRowsAsync(source, target);
    }
}
