using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>Finds steps that wait for each other.</summary>
internal static class WaitLoop
{
    /// <summary>
    /// The steps of one loop, each of which waits for the next and the last for the first; null when there is none. Whatever need not wait is taken
    /// away, over and over; of what is left each step waits for another one that is left, so following these leads around.
    /// </summary>
    public static List<StepId>? Find(IReadOnlyDictionary<StepId, IReadOnlyCollection<StepId>> waits)
    {
        var waiting = waits.ToDictionary(pair => pair.Key, pair => pair.Value.Count(waits.ContainsKey));
        var followers = waits.SelectMany(pair => pair.Value.Select(earlier => (Earlier: earlier, pair.Key))).ToLookup(edge => edge.Earlier, edge => edge.Key);
        var ready = new Queue<StepId>(waiting.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (ready.TryDequeue(out var id))
        {
            waiting.Remove(id);
            foreach (var follower in followers[id])
                if (--waiting[follower] == 0) ready.Enqueue(follower);
        }

        if (waiting.Count == 0) return null;
        var path = new List<StepId>();
        var current = waiting.Keys.Min();
        while (!path.Contains(current))
        {
            path.Add(current);
            current = waits[current].First(waiting.ContainsKey);
        }

        return path[path.IndexOf(current)..];
    }
}
