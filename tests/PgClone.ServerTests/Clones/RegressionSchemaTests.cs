using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>The schema that PostgreSQL's own regression tests leave behind: of everything a little, odd corners first.</summary>
public sealed class RegressionSchemaTests
{
    /// <summary>
    /// What a target cannot hold, and why: the whole of what is left out. Each table is two refused statements of the dump, the table and its owner.
    /// </summary>
    private static readonly Skip[] Skips =
    [
        new("public.gtest_normal_child", From: 16, "its column b is generated, and that of its parent public.gtest_normal is not"),
        new("public.gtest_normal_child2", From: 16, "its column b is generated, and that of its parent public.gtest_normal is not"),
    ];

    [ServerTheory(15, 17, 18, Shared = "data/regression15", PgDump = true)]
    [InlineData(15, 0)]
    [InlineData(17, 2)]
    [InlineData(18, 2)]
    public async Task Arrives_whole_but_for_what_the_plan_names_and_stays_unchanged(int to, int skipped)
    {
        Skip[] skips = [.. Skips.Where(skip => to >= skip.From)];
        Assert.Equal(skipped, skips.Length);
        await using var source = await LoadAsync();
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));

        await AssertRefusedAsync(source, target, skips);
        using var plan = new CloneCase(source, target, Clone(skips));
        await plan.ConvergeAsync();

        await Oracle.AssertSameSchemaAsync(source, target, owners: true, [.. skips.Select(skip => skip.Table)]);
    }

    private static async Task<TestDatabase> LoadAsync()
    {
        var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        foreach (var script in SharedData.Scripts("data/regression15")) await source.LoadAsync(script, CancellationToken.None);
        return source;
    }

    /// <summary>A plan of everything is refused with exactly the skip list, a line each.</summary>
    private static async Task AssertRefusedAsync(TestDatabase source, TestDatabase target, Skip[] skips)
    {
        using var plan = new CloneCase(source, target, Clone([]));
        var planned = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(skips.Length == 0 ? 0 : 3, planned.ExitCode);
        var errors = planned.Error.Split('\n').Where(line => line.Contains(" error ", StringComparison.Ordinal)).ToList();
        Assert.Equal(skips.Length, errors.Count);
        Assert.All(skips.Zip(errors), pair => Assert.Contains($"table {pair.First.Table}: {pair.First.Reason}", pair.Second, StringComparison.Ordinal));
    }

    private static string Clone(Skip[] skips) =>
        $"    include: {{ owners: true }}\n    objects: [\"*\"{string.Concat(skips.Select(skip => $", \"!table:{skip.Table}\""))}]\n";

    /// <param name="Table">What is left out.</param>
    /// <param name="From">The oldest major version that refuses it.</param>
    /// <param name="Reason">What the plan says of it.</param>
    private sealed record Skip(string Table, int From, string Reason);
}
