using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Databases that people made, cloned within a version and upwards.</summary>
public sealed class RealDatabaseTests
{
    [ServerTheory(14, 15, 17, 18, Shared = "data", PgDump = true)]
    [InlineData("chinook", 14, 18)]
    [InlineData("chinook", 15, 15)]
    [InlineData("chinook", 17, 18)]
    [InlineData("netflix", 14, 18)]
    [InlineData("netflix", 15, 15)]
    [InlineData("netflix", 17, 18)]
    [InlineData("northwind", 14, 18)]
    [InlineData("northwind", 15, 15)]
    [InlineData("northwind", 17, 18)]
    [InlineData("pagila", 14, 18)]
    [InlineData("pagila", 15, 15)]
    [InlineData("pagila", 17, 18)]
    public async Task Arrives_whole_and_stays_unchanged(string name, int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        foreach (var script in SharedData.Scripts($"data/{name}")) await source.LoadAsync(script, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target);

        await plan.ConvergeAsync();

        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target);
    }
}
