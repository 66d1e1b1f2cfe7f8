namespace PgClone.Postgres.Cluster;

/// <summary>Looks programs up as a shell does.</summary>
public static class Executable
{
    /// <summary>The path of a program in <c>PATH</c>; null when no directory has it.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
}
