using PgClone.Masks;
using PgClone.Plans;
using PgClone.Plans.Schema;
using PgClone.Tests.Architecture;
using Xunit;

namespace PgClone.Tests.Plans;

public sealed class ExampleTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "examples"), "*.pgclone.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(SourceTree.Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_is_a_valid_plan(string example)
    {
        var reading = await ClonePlanReader.ReadFileAsync(Path.Combine(SourceTree.Root, example), new() { EnvironmentVariable = _ => null }, CancellationToken.None);

        Assert.Equal("", reading.Render());
        Assert.NotNull(reading.Plan);
    }

    [Fact]
    public void The_schema_tells_of_every_mask() =>
        Assert.All(MaskRegistry.All, mask => Assert.Contains($"`{mask.Name}`", PlanSchema.Text, StringComparison.Ordinal));
}
