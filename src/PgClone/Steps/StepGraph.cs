using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>The steps of a clone, each behind all that it waits for.</summary>
public sealed record StepGraph
{
    /// <summary>The steps in an order in which they could run one by one.</summary>
    public required ValueList<Step> Steps { get; init; }

    /// <summary>The steps that change something.</summary>
    [JsonIgnore]
    public IEnumerable<Step> Work => Steps.Where(step => step is not Milestone);

    /// <summary>Puts steps in order: as their <see cref="Step.After"/> demands, else in the order given.</summary>
    /// <exception cref="InvalidOperationException">A step waits for one that is not there, or for itself: a defect of the compiler.</exception>
    public static StepGraph Order(IReadOnlyList<Step> steps)
    {
        var places = steps.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index);
        var waiting = steps.Select(step => step.After.Count).ToArray();
        var followers = steps.Select(_ => new List<int>()).ToArray();
        foreach (var (place, step) in steps.Index())
            foreach (var earlier in step.After)
                followers[places[earlier]].Add(place);
        var ready = new PriorityQueue<int, int>(steps.Index().Where(pair => waiting[pair.Index] == 0).Select(pair => (pair.Index, pair.Index)));
        var ordered = new List<Step>(steps.Count);
        while (ready.TryDequeue(out var place, out _))
        {
            ordered.Add(steps[place]);
            foreach (var follower in followers[place])
                if (--waiting[follower] == 0) ready.Enqueue(follower, follower);
        }

        if (ordered.Count < steps.Count)
            throw new InvalidOperationException($"steps wait for each other: {string.Join(", ", steps.Where((_, place) => waiting[place] > 0).Take(5))}");
        return new() { Steps = ordered.ToValueList() };
    }
}
