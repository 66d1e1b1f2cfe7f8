using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>
/// The comments on pull requests, whole. To approve new texts, run the test with PGCLONE_APPROVE=1 and read the difference in git.
/// </summary>
public sealed class MarkdownTests
{
    private static readonly string Folder = Path.Combine(SharedData.Checkout, "tests", "cases", "markdown");

    [ServerFact(18)]
    public async Task Plan_and_diff_make_comments_for_pull_requests()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.LoadAsync(Path.Combine(Folder, "source.sql"), CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true\n");
        var first = await Product.RunAsync("plan", plan.Plan, "--format", "markdown");
        await plan.ConvergeAsync();
        var none = await Product.RunAsync("diff", plan.Plan, "--format", "markdown");
        await source.LoadAsync(Path.Combine(Folder, "change-source.sql"), CancellationToken.None);

        var changed = await Product.RunAsync("plan", plan.Plan, "--format", "markdown");
        var drift = await Product.RunAsync("diff", plan.Plan, "--format", "markdown");

        Assert.Equal((0, 0, 0, 2), (first.ExitCode, none.ExitCode, changed.ExitCode, drift.ExitCode));
        await AssertApprovedAsync("first-plan.md", first.Out);
        await AssertApprovedAsync("no-drift.md", none.Out);
        await AssertApprovedAsync("plan.md", changed.Out);
        await AssertApprovedAsync("diff.md", drift.Out);

        async Task AssertApprovedAsync(string name, string text)
        {
            var said = Place(Place(text, source, "source"), target, "target");
            var path = Path.Combine(Folder, name);
            if (Environment.GetEnvironmentVariable("PGCLONE_APPROVE") == "1") await File.WriteAllTextAsync(path, said);
            Assert.Equal(await File.ReadAllTextAsync(path), said);
        }
    }

    private static string Place(string text, TestDatabase database, string name) => text
        .Replace(new Uri(database.Uri).Authority + "/" + database.Name, $"server/{name}", StringComparison.Ordinal).Replace(database.Name, name, StringComparison.Ordinal);
}
