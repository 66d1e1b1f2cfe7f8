using Xunit;

namespace PgClone.TestKit;

/// <summary>
/// A clone plan between two databases of a test. The connections go by environment variables of this case alone, so that cases can run side by side.
/// </summary>
public sealed class CloneCase : IDisposable
{
    /// <summary>A mask key for tests; it must never be seen anywhere.</summary>
    public const string MaskKey = "canary-mask-key-5e1f";

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pgclone-case-");

    /// <summary>A case whose clone is the given YAML, indented by four spaces, below <c>- name: c</c>.</summary>
    public CloneCase(TestDatabase source, TestDatabase target, string clone = "    objects: [\"*\"]")
    {
        Environment.SetEnvironmentVariable($"SOURCE_{_id}", source.Uri);
        Environment.SetEnvironmentVariable($"TARGET_{_id}", target.Uri);
        Environment.SetEnvironmentVariable($"KEY_{_id}", MaskKey);
        Plan = Path.Combine(_directory.FullName, "case.pgclone.yaml");
        SavedPlan = Path.Combine(_directory.FullName, "saved.json");
        File.WriteAllText(Plan, $$$"""
            version: 1
            name: case
            variables: { mask_key: { type: secret, env: KEY_{{{_id}}} } }
            sources: { s: { connection: { env: SOURCE_{{{_id}}} } } }
            targets: { t: { connection: { env: TARGET_{{{_id}}} }, create: true } }
            clones:
              - name: c
            {{{clone}}}
            """);
    }

    /// <summary>The file of the clone plan.</summary>
    public string Plan { get; }

    /// <summary>Where a saved plan can be put.</summary>
    public string SavedPlan { get; }

    /// <summary>Reads the source as another role, which must be let in without a password or with that of the superuser.</summary>
    public void ReadAs(TestDatabase source, string role) => Environment.SetEnvironmentVariable($"SOURCE_{_id}", As(source, role));

    /// <summary>Lets the connections of both sides ask for more, as <c>?connect_timeout=2</c> does.</summary>
    public void Ask(string query)
    {
        foreach (var side in new[] { $"SOURCE_{_id}", $"TARGET_{_id}" }) Environment.SetEnvironmentVariable(side, Environment.GetEnvironmentVariable(side) + query);
    }

    /// <summary>Adds another source or target, which must not be what clones have that name none.</summary>
    /// <param name="section"><c>sources</c> or <c>targets</c>.</param>
    /// <param name="name">What the plan calls it.</param>
    /// <param name="uri">How to reach it.</param>
    public void AddDatabase(string section, string name, string uri)
    {
        Environment.SetEnvironmentVariable($"{name}_{_id}", uri);
        var create = section == "targets" ? ", create: true" : "";
        Edit(text => text.Replace($"{section}: {{ ", $"{section}: {{ {name}: {{ connection: {{ env: {name}_{_id} }}{create} }}, ", StringComparison.Ordinal));
    }

    /// <summary>Lets the plan's target be another database.</summary>
    public void WriteTo(TestDatabase target) => Environment.SetEnvironmentVariable($"TARGET_{_id}", target.Uri);

    /// <summary>Writes to the target as another role.</summary>
    public void WriteAs(TestDatabase target, string role) => Environment.SetEnvironmentVariable($"TARGET_{_id}", As(target, role));

    private static string As(TestDatabase database, string role) => database.Uri.Replace("://postgres", $"://{role}", StringComparison.Ordinal);

    /// <summary>Replaces the plan's text.</summary>
    public void Edit(Func<string, string> edit) => File.WriteAllText(Plan, edit(File.ReadAllText(Plan)));

    /// <summary>Applies the plan and asserts that it went well, and that a second plan is empty.</summary>
    public async Task<ProductOutput> ConvergeAsync()
    {
        var applied = await Product.RunAsync("apply", Plan, "--yes");
        Assert.True(applied.ExitCode == 0, applied.ToString());
        await AssertConvergedAsync();
        return applied;
    }

    /// <summary>Asserts that a plan finds nothing to do, neither by what the ledger knows of rows nor by their values.</summary>
    public async Task AssertConvergedAsync()
    {
        foreach (string[] how in new string[][] { [], ["--recheck"] })
        {
            var second = await Product.RunAsync(["plan", Plan, "--detailed-exitcode", .. how]);
            Assert.True(second.ExitCode == 0, second.ToString());
            Assert.Contains("No changes.", second.Out, StringComparison.Ordinal);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
