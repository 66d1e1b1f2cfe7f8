using PgClone.Plans;
using Xunit;

namespace PgClone.Tests.Plans;

/// <summary>
/// Every folder of tests/cases/plans holds a plan and what is said about it. To approve new texts, run the tests with
/// PGCLONE_APPROVE=1 and read the difference in git.
/// </summary>
public sealed class BadPlanCases
{
    private static readonly string Folder = RepositoryFiles.PathOf("tests", "cases", "plans");

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_plan_is_explained(string name)
    {
        var path = Path.Combine(Folder, name, "plan.pgclone.yaml");

        var reading = await ClonePlanReader.ReadFileAsync(path, PlanTexts.Inputs(), CancellationToken.None);

        var said = reading.Render().Replace(path, "plan.pgclone.yaml", StringComparison.Ordinal);
        var expected = Path.Combine(Folder, name, "expected.txt");
        if (Environment.GetEnvironmentVariable("PGCLONE_APPROVE") == "1") await File.WriteAllTextAsync(expected, said);
        Assert.Equal(await File.ReadAllTextAsync(expected), said);
        Assert.Null(reading.Plan);
        Assert.NotEmpty(said);
        Assert.DoesNotContain("s3", said, StringComparison.Ordinal);
    }
}
