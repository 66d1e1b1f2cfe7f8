using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Clones of one plan that go into one database do not take each other's rows.</summary>
public sealed class TwoClonesTests
{
    [ServerTheory(18)]
    [InlineData("127.0.0.1", "localhost", false)]
    [InlineData("postgres@", "{role}@", true)]
    public async Task A_table_of_two_clones_is_told_before_the_first_runs_whatever_their_targets_are_called(string called, string otherwise, bool stands)
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE one AS SELECT 1 AS id; CREATE TABLE two AS SELECT 2 AS id; CREATE TABLE shared AS SELECT 3 AS id", CancellationToken.None);
        await using var role = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"ALTER ROLE {role.Name} SUPERUSER", CancellationToken.None);
        await using var target = stands ? await TestServers.CreateDatabaseAsync(18, CancellationToken.None) : TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    target: t\n    objects: [\"*\", \"!public.two\"]\n  - name: d\n    target: u\n    objects: [\"*\", \"!public.one\"]");
        plan.AddDatabase("targets", "u", target.Uri.Replace(called, otherwise.Replace("{role}", role.Name, StringComparison.Ordinal), StringComparison.Ordinal));

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");
        var before = stands ? await target.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relname IN ('one', 'shared')", CancellationToken.None) : 0;
        var planned = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("\"!public.one\"", "\"!public.one\", \"!public.shared\"", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal([3, 3], [refused.ExitCode, planned.ExitCode]);
        Assert.Equal("", refused.Out);
        Assert.Contains("error PGC1410: clones 'c' and 'd' both copy rows to public.shared of ", refused.Error, StringComparison.Ordinal);
        Assert.Contains(", which clone 'c' knows as postgres@", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1410", planned.Error, StringComparison.Ordinal);
        Assert.Equal(0, before);
    }

    [ServerFact(18)]
    public async Task What_a_clone_makes_of_the_source_of_a_later_one_is_seen_when_its_turn_comes()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE gone AS SELECT 1 AS id", CancellationToken.None);
        await using var middle = TestDatabase.Unborn(source.Server);
        await using var other = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await other.ExecuteAsync("CREATE TABLE gone AS SELECT 2 AS id", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    source: s\n    target: m\n    objects: [\"*\"]\n    prune: true\n"
            + "  - { name: d, source: read, target: t, objects: [\"*\"] }\n  - { name: e, source: o, target: t, objects: [\"*\"] }");
        plan.AddDatabase("targets", "m", middle.Uri);
        plan.AddDatabase("sources", "read", middle.Uri);
        plan.AddDatabase("sources", "o", other.Uri);
        var first = await Product.RunAsync("apply", plan.Plan, "--yes", "--clone", "c");

        await source.ExecuteAsync("DROP TABLE gone; CREATE TABLE t AS SELECT 1 AS id", CancellationToken.None);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("CREATE TABLE late AS SELECT 1 AS id", CancellationToken.None);
        await other.ExecuteAsync("CREATE TABLE late AS SELECT 2 AS id", CancellationToken.None);
        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1410: clones 'd' and 'e' both copy rows to public.late", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["2"], await target.RowsAsync("SELECT id FROM gone", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_table_that_two_clones_leave_to_others()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t AS SELECT 1 AS id", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync("CREATE TABLE t AS SELECT 2 AS id", CancellationToken.None);
        const string Clone = "    objects: [\"*\"]\n    conflicts: { default: skip }\n";
        using var plan = new CloneCase(source, target, $"{Clone}  - name: d\n{Clone}");

        await plan.ConvergeAsync();

        Assert.Equal(["2"], await target.RowsAsync("SELECT id FROM t", CancellationToken.None));
    }
}
