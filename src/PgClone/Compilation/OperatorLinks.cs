using PgClone.Postgres.Catalog.Operator;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Making an operator writes to its commutator and negator, or makes shells of them: two that name each other are never made at once.
/// Which comes first does not matter, so it is the one that can be.
/// </summary>
internal static class OperatorLinks
{
    /// <summary>The steps, those of linked operators one behind the other.</summary>
    public static IReadOnlyList<Step> Apart(IReadOnlyList<Step> steps, ResolvedClone clone)
    {
        var operators = clone.Objects.Where(item => item is { IsMade: true, Desired: OperatorObject })
            .ToDictionary(item => item.Identity, item => (OperatorObject)item.Desired!);
        if (operators.Count < 2) return steps;
        var depths = Depths(steps.ToDictionary(step => step.Id));
        return [.. steps.Select(step => step is ChangeObject { Action: ObjectAction.Create } made && operators.TryGetValue(made.Identity, out var item)
            ? made with { After = [.. made.After, .. Linked(item).Where(earlier => IsBefore(earlier, made.Id)).Except(made.After)] } : step)];

        // Two of one commutator or negator both write to it.
        IEnumerable<StepId> Linked(OperatorObject item) => item.Linked
            .SelectMany(other => operators.TryGetValue(other, out var linked) ? linked.Linked.Append(other) : [])
            .Where(other => other != item.Identity && operators.ContainsKey(other))
            .Select(other => new ChangeObject { Action = ObjectAction.Create, Identity = other, Statements = [] }.Id).Distinct();

        // Every step is deeper than all it waits for, so what is added here never leads around.
        bool IsBefore(StepId one, StepId other) => depths[one] != depths[other] ? depths[one] < depths[other] : one.CompareTo(other) < 0;
    }

    private static Dictionary<StepId, int> Depths(Dictionary<StepId, Step> steps)
    {
        var waiting = steps.ToDictionary(pair => pair.Key, pair => pair.Value.After.Distinct().Count(steps.ContainsKey));
        var followers = steps.SelectMany(pair => pair.Value.After.Distinct().Select(earlier => (Earlier: earlier, pair.Key))).ToLookup(edge => edge.Earlier, edge => edge.Key);
        var depths = waiting.Where(pair => pair.Value == 0).ToDictionary(pair => pair.Key, _ => 0);
        var ready = new Queue<StepId>(depths.Keys);
        while (ready.TryDequeue(out var id))
            foreach (var follower in followers[id])
            {
                depths[follower] = Math.Max(depths.GetValueOrDefault(follower), depths[id] + 1);
                if (--waiting[follower] == 0) ready.Enqueue(follower);
            }

        return depths;
    }
}
