using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>The schema that PostgreSQL's own regression tests leave behind: of everything a little, odd corners first.</summary>
public sealed class RegressionSchemaTests
{
    private const string Clone = "    include: { owners: true }\n    objects: [\"*\"]\n";

    /// <summary>From 16 on a column of a child can no longer be generated where that of its parent is not.</summary>
    private static readonly string[] RefusedFrom16 = ["public.gtest_normal_child", "public.gtest_normal_child2"];

    [ServerTheory(15, 17, 18, Shared = "data/regression15", PgDump = true)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Arrives_whole_and_stays_unchanged(int to)
    {
        await using var source = await LoadAsync();
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target, Clone);
        if (to >= 16) await AssertRefusedAsync(plan, source);

        await plan.ConvergeAsync();

        await Oracle.AssertSameSchemaAsync(source, target, owners: true);
    }

    private static async Task<TestDatabase> LoadAsync()
    {
        var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        foreach (var script in SharedData.Scripts("data/regression15")) await source.LoadAsync(script, CancellationToken.None);
        return source;
    }

    private static async Task AssertRefusedAsync(CloneCase plan, TestDatabase source)
    {
        var refused = await Product.RunAsync("plan", plan.Plan);
        Assert.Equal(3, refused.ExitCode);
        foreach (var table in RefusedFrom16) Assert.Contains($"table {table}: its column b is generated", refused.Error, StringComparison.Ordinal);
        await source.ExecuteAsync($"DROP TABLE {string.Join(", ", RefusedFrom16)}", CancellationToken.None);
    }
}
