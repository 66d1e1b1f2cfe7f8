namespace PgClone.Postgres.Text;

/// <summary>Finds the word a person most likely meant.</summary>
public static class SimilarWord
{
    // Longer words are no typing mistakes, and the table below grows with the square.
    private const int LongestWord = 100;

    /// <summary>The nearest candidate, or null when none is near: at most one edit in three characters, letter case aside.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord) return null;
        // A word that has nothing in common with the candidate is never near it, however short both are.
        var limit = Math.Min(word.Length - 1, Math.Max(1, word.Length / 3));
        return candidates
            .Where(c => c.Length <= LongestWord)
            .Select(c => (Name: c, Edits: Distance(word.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => c.Edits <= limit)
            .OrderBy(c => c.Edits).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name)
            .FirstOrDefault();
    }

    // Optimal string alignment: an insertion, a deletion, a replacement or two neighbours exchanged is one edit.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
        {
            var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i, j] = Math.Min(replaced, 1 + Math.Min(d[i - 1, j], d[i, j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], 1 + d[i - 2, j - 2]);
        }

        return d[a.Length, b.Length];
    }
}
