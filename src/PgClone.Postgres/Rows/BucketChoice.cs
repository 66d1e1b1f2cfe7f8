using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>
/// Some of the buckets that the rows of a table are spread over by the hash of their keys, or of all they hold,
/// so that a difference can be looked for where it is.
/// </summary>
/// <param name="Count">How many buckets there are: a power of two.</param>
/// <param name="Chosen">The numbers of those that are meant, from zero.</param>
public sealed record BucketChoice(int Count, ValueList<int> Chosen)
{
    // Where fewer buckets than one in so many are alike, each of the others holds four differing rows and more of its sixteen: a merge would fetch almost all.
    private const int FewAlike = 64;

    /// <summary>False where so few buckets are alike, or so few there are, that any number of rows may differ.</summary>
    public bool TellsHowMany => Count > 1 && (Count - Chosen.Count) * FewAlike >= Count;

    /// <summary>
    /// About how many rows differ, where those chosen are the buckets that do: all of them where hardly a bucket is alike, for then there may be any number in each.
    /// A single bucket says nothing, and counts as one row.
    /// </summary>
    /// <param name="rows">How many rows there are.</param>
    public long EstimateRows(long rows)
    {
        var alike = Count - Chosen.Count;
        if (Count == 1) return Math.Min(rows, Chosen.Count);
        // So many balls, thrown at random, leave so many buckets without one.
        return TellsHowMany ? Math.Min(rows, (long)Math.Round(Count * Math.Log((double)Count / alike))) : rows;
    }
}
