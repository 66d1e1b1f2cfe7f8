using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>
/// The cases of tests/cases/convergence: a source, then changes on either side. After each apply the second plan is empty, and rows and pg_dump agree.
/// </summary>
public sealed class ConvergenceTests
{
    private static readonly string Folder = Path.Combine(SharedData.Checkout, "tests", "cases", "convergence");

    public static TheoryData<string, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int>();
            foreach (var name in Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
            {
                // The number that a folder's name starts with is the oldest version that can be its source.
                var oldest = int.TryParse(name.Split('-')[0], out var major) ? major : 14;
                cases.Add(name, 18, 18);
                if (oldest <= 15) cases.Add(name, 15, 15);
                if (oldest <= 14) cases.Add(name, 14, 18);
            }

            return cases;
        }
    }

    [ServerTheory(14, 15, 18, PgDump = true)]
    [MemberData(nameof(Cases))]
    public async Task Changes_on_either_side_converge(string name, int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.LoadAsync(Path.Combine(Folder, name, "source.sql"), CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        var owners = CloneOf(name).Contains("owners: true", StringComparison.Ordinal);
        using var plan = new CloneCase(source, target, CloneOf(name));
        await plan.ConvergeAsync();
        await AssertAlikeAsync(source, target, owners);

        if (!await ChangeAsync(source, name, "change-source.sql") & !await ChangeAsync(target, name, "change-target.sql")) return;
        var changed = await Product.RunAsync("plan", plan.Plan, "--detailed-exitcode");
        Assert.True(changed.ExitCode == 2, changed.ToString());
        var drift = await Product.RunAsync("diff", plan.Plan);
        Assert.True(drift.ExitCode == 2, drift.ToString());

        await plan.ConvergeAsync();
        await AssertAlikeAsync(source, target, owners);
    }

    // A case is cloned whole, and prunes, unless its clone.yaml says otherwise.
    private static string CloneOf(string name)
    {
        var path = Path.Combine(Folder, name, "clone.yaml");
        return File.Exists(path) ? File.ReadAllText(path) : "    objects: [\"*\"]\n    prune: true\n";
    }

    private static async Task<bool> ChangeAsync(TestDatabase database, string name, string script)
    {
        var path = Path.Combine(Folder, name, script);
        if (!File.Exists(path)) return false;
        await database.LoadAsync(path, CancellationToken.None);
        return true;
    }

    private static async Task AssertAlikeAsync(TestDatabase source, TestDatabase target, bool owners)
    {
        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target, owners);
    }
}
