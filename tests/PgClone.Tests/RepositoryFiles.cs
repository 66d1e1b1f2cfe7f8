namespace PgClone.Tests;

/// <summary>Finds the data of tests in the repository, from wherever the test assembly was built to.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
            if (File.Exists(Path.Combine(directory.FullName, "PgClone.sln"))) return directory.FullName;
        throw new InvalidOperationException($"PgClone.sln is not above {AppContext.BaseDirectory}");
    }
}
