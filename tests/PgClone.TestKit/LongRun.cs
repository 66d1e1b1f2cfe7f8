namespace PgClone.TestKit;

/// <summary>Whether tests that repeat themselves are to take their time. By default they repeat as little as shows that nothing broke.</summary>
public static class LongRun
{
    /// <summary>True with <c>PGCLONE_LONG=1</c>.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("PGCLONE_LONG") == "1";

    /// <summary>The two sides of a clone, of which a test by default takes one whose like is not shown by another test.</summary>
    public static IEnumerable<object[]> Sides(string usual) => IsAsked ? [["source"], ["target"]] : [[usual]];
}
