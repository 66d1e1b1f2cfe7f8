using PgClone.Postgres.Rows;

namespace PgClone.Resolution;

/// <summary>How many rows of a table differ, as far as the digests of their buckets tell.</summary>
public sealed class DifferingRows
{
    /// <summary>Compares the digests of a table whose rows are not equal.</summary>
    /// <param name="isKeyed">True where buckets go by the key: a row that changes stays in its own.</param>
    /// <param name="choice">The buckets that differ.</param>
    /// <param name="there">The digest of the source.</param>
    /// <param name="here">The digest of the target.</param>
    public DifferingRows(bool isKeyed, BucketChoice choice, RowDigest there, RowDigest here)
    {
        Of = Math.Max(there.Rows, here.Rows);
        var (come, go) = (0L, 0L);
        foreach (var bucket in choice.Chosen)
        {
            // Where two buckets hold as many, and others, at least one has come for one that went.
            var more = there.RowsIn([bucket]) - here.RowsIn([bucket]);
            (come, go) = (come + (more == 0 ? 1 : Math.Max(more, 0)), go + (more == 0 ? 1 : Math.Max(-more, 0)));
        }

        Least = Math.Max(come, go);
        var surplus = Math.Abs(there.Rows - here.Rows);
        // A row that changes its bucket, as each without a key does, is in two.
        About = isKeyed ? Math.Max(surplus, choice.EstimateRows(Of)) : Math.Clamp((choice.EstimateRows(2 * Of) + surplus) / 2, surplus, Of);
        IsEstimated = About > Least && choice.TellsHowMany;
    }

    /// <summary>How many differ, about; all of them where nothing speaks against it.</summary>
    public long About { get; }

    /// <summary>How many differ at least: of what is in one bucket nothing else is known.</summary>
    private long Least { get; }

    /// <summary>How many rows there are, on the side that has more.</summary>
    private long Of { get; }

    private bool IsEstimated { get; }

    /// <summary>What is known, as a sentence without its end.</summary>
    public override string ToString() => IsEstimated ? $"about {About} of {Of} rows differ, at least {Least}" : $"at least {Least} of {Of} rows differ";
}
