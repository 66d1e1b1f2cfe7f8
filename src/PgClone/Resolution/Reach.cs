namespace PgClone.Resolution;

/// <summary>Walks along what leads from one thing to others.</summary>
internal static class Reach
{
    /// <summary>The beginning, and all that it leads to, directly or by way of others: each once, the nearest first.</summary>
    public static IEnumerable<T> From<T>(T start, Func<T, IEnumerable<T>> next) => From([start], next);

    /// <summary>As above, from several beginnings.</summary>
    public static IEnumerable<T> From<T>(IEnumerable<T> starts, Func<T, IEnumerable<T>> next)
    {
        var seen = starts.ToHashSet();
        var queue = new Queue<T>(seen);
        while (queue.TryDequeue(out var item))
        {
            yield return item;
            foreach (var further in next(item).Where(seen.Add)) queue.Enqueue(further);
        }
    }
}
