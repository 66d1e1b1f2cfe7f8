namespace PgClone.TestKit;

/// <summary>
/// The folder <c>shared</c> beside the project's checkout: real databases in <c>data</c>, hostile schemas in <c>cases</c>.
/// </summary>
public static class SharedData
{
    private const string Solution = "PgClone.sln";

    /// <summary>The project's checkout: the nearest directory above the tests with PgClone.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside of a checkout.</exception>
    public static string Checkout { get; } = Above(AppContext.BaseDirectory)
        ?? throw new DirectoryNotFoundException($"no {Solution} above {AppContext.BaseDirectory}");

    /// <summary>The path of a file or directory in the folder; it may be absent.</summary>
    /// <param name="relative">The path within, such as <c>data/pagila/10-pagila.sql</c>.</param>
    public static string Locate(string relative) => Path.GetFullPath(Path.Combine(Checkout, "..", "shared", relative));

    /// <summary>The scripts of a directory, in the order in which they load.</summary>
    public static IReadOnlyList<string> Scripts(string relative) =>
        [.. Directory.EnumerateFiles(Locate(relative), "*.sql").Order(StringComparer.Ordinal)];

    /// <summary>Why a test that needs this is skipped; null when it is there.</summary>
    public static string? WhySkip(string relative) => Path.Exists(Locate(relative)) ? null : $"there is no {Locate(relative)}";

    private static string? Above(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, Solution))) return at.FullName;
        return null;
    }
}
