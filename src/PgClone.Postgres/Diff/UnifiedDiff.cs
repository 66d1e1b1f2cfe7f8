namespace PgClone.Postgres.Diff;

/// <summary>The difference of two texts line by line, as diff -u prints it, without headers.</summary>
public static class UnifiedDiff
{
    // Beyond this the table of common lines would take too much memory; definitions are shorter.
    private const int LongestText = 4000;

    /// <summary>The lines of both texts: those only in <paramref name="before"/> with -, only in <paramref name="after"/> with +, others with a space.</summary>
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        if (old.Length > LongestText || now.Length > LongestText) return [.. old.Select(line => $"-{line}"), .. now.Select(line => $"+{line}")];
        var common = CommonLengths(old, now);
        var lines = new List<string>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add($" {old[i++]}");
                j++;
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1])) lines.Add($"-{old[i++]}");
            else lines.Add($"+{now[j++]}");
        }

        return lines;
    }

    /// <summary>For each pair of places the length of the longest common subsequence of what follows.</summary>
    private static int[,] CommonLengths(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }
}
