using PgClone.Postgres.Text;

namespace PgClone.Diagnostics;

/// <summary>Suggests the name a person most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// <c>did you mean 'clones'?</c>, or else the candidates themselves (<c>use one of a, b, c</c>); null when there are none.
    /// </summary>
    public static string? Suggest(string word, IReadOnlyCollection<string> candidates) =>
        SimilarWord.Find(word, candidates) is { } near ? $"did you mean '{near}'?"
        : candidates.Count == 0 ? null
        : candidates.Count == 1 ? $"use {candidates.First()}"
        : $"use one of {string.Join(", ", candidates)}";

    /// <summary><c>did you mean 'clones'?</c>, or null when no candidate is near: for lists too long to be told.</summary>
    public static string? DidYouMean(string word, IEnumerable<string> candidates) =>
        SimilarWord.Find(word, candidates) is { } near ? $"did you mean '{near}'?" : null;
}
