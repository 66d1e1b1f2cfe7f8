using System.Text.RegularExpressions;

namespace PgClone.Tests.Architecture;

/// <summary>Who may use whom. The table is the architecture; docs/architecture.md tells it in words.</summary>
internal static class Layers
{
    private static readonly string[] Foundation = ["Diagnostics", "Plans", "Steps"];

    /// <summary>For each folder of src/PgClone the other folders it may use, foundation aside.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Diagnostics"] = [],
        ["Plans"] = [],
        ["Steps"] = [],
        ["Selection"] = [],
        ["Masks"] = [],
        ["State"] = [],
        ["Resolution"] = ["Selection", "Masks", "State"],
        ["Compilation"] = ["Resolution"],
        ["Execution"] = ["State"],
        ["Reports"] = ["Resolution", "Execution", "State"],
    };

    private static readonly Dictionary<string, string[]> FoundationAllowed = new(StringComparer.Ordinal)
    {
        ["Diagnostics"] = [],
        ["Plans"] = ["Diagnostics"],
        ["Steps"] = [],
    };

    /// <summary>A sentence for each use that the table forbids.</summary>
    public static IEnumerable<string> Violations(string path, string text)
    {
        var parts = path.Split('/', '\\');
        var (project, folder) = (parts[1], parts[2]);
        foreach (Match use in Regex.Matches(text, @"\bPgClone\.(?<folder>[A-Z]\w+)|using (static )?PgClone\.(?<folder>[A-Z]\w+)"))
        {
            var used = use.Groups["folder"].Value;
            if (!IsAllowed(project, folder, used)) yield return $"{path} uses PgClone.{used}";
        }
    }

    private static bool IsAllowed(string project, string folder, string used) => (project, used) switch
    {
        (_, "Postgres") => true,
        ("PgClone.Postgres", _) => false,
        ("PgClone.Cli", _) => true,
        (_, "Cli") => false,
        _ when used == folder => true,
        _ when FoundationAllowed.TryGetValue(folder, out var lower) => lower.Contains(used),
        _ => Foundation.Contains(used) || (Allowed.TryGetValue(folder, out var allowed) && allowed.Contains(used)),
    };

    /// <summary>The folders that the table knows.</summary>
    public static IEnumerable<string> Known => Allowed.Keys;
}
