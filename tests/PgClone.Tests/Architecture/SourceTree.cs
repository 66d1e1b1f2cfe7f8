using System.Text.RegularExpressions;

namespace PgClone.Tests.Architecture;

/// <summary>The sources of the product, as text.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<(string Path, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Regex.IsMatch(path, "[/\\\\](bin|obj)[/\\\\]"))
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "PgClone.sln"))) return directory.FullName;
        throw new DirectoryNotFoundException("no PgClone.sln above the tests");
    }
}
