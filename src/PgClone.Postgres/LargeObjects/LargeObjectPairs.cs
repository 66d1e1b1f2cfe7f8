using System.Runtime.CompilerServices;

namespace PgClone.Postgres.LargeObjects;

/// <summary>Walks along the large objects of two databases together.</summary>
public static class LargeObjectPairs
{
    /// <summary>Every object that either side has, in the order of numbers: what the source has of it, and what the target.</summary>
    public static async IAsyncEnumerable<(LargeObjectRow? Source, LargeObjectRow? Target)> PairAsync(
        IAsyncEnumerable<LargeObjectRow> source, IAsyncEnumerable<LargeObjectRow> target, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var there = source.GetAsyncEnumerator(cancellation);
        await using var here = target.GetAsyncEnumerator(cancellation);
        // Both servers compute their digests at once.
        var (first, second) = (there.MoveNextAsync().AsTask(), here.MoveNextAsync().AsTask());
        await Task.WhenAll(first, second);
        var (more, moreHere) = (await first, await second);
        while (more || moreHere)
        {
            var difference = !more ? 1 : !moreHere ? -1 : there.Current.Oid.CompareTo(here.Current.Oid);
            yield return (difference <= 0 ? there.Current : null, difference >= 0 ? here.Current : null);
            if (difference <= 0) more = await there.MoveNextAsync();
            if (difference >= 0) moreHere = await here.MoveNextAsync();
        }
    }
}
