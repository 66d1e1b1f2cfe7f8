using PgClone.Postgres.Catalog.View;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Breaks the loops that pg_depend can hold among objects. Defaults and constraints are steps of their own already, so what is left is a view
/// that needs what needs the view: it is made first as a stub of the same columns, and gets its body when the rest stands.
/// </summary>
internal static class LoopRepair
{
    /// <summary>The makers with their needs filled in as <see cref="Step.After"/>, free of loops.</summary>
    /// <exception cref="UnbreakableLoopException">A loop has no view in it.</exception>
    public static IReadOnlyList<(ObjectDecision Item, ChangeObject Step)> Repair(
        IReadOnlyList<(ObjectDecision Item, ChangeObject Step)> makers, Func<ObjectDecision, IEnumerable<StepId>> needs)
    {
        var nodes = makers.ToDictionary(pair => pair.Step.Id, pair => pair with { Step = pair.Step with { After = needs(pair.Item).ToList().Deduplicated() } });
        while (FindLoop(nodes) is { } loop)
        {
            var found = loop.Select(id => nodes[id]).FirstOrDefault(pair => pair.Step.Part is null && pair.Item is { IsMade: true, Desired: ViewObject });
            if (found.Item is null) throw new UnbreakableLoopException(loop.Select(id => nodes[id].Item.Identity));
            BreakAt(found, loop, nodes);
        }

        return [.. nodes.Values];
    }

    private static void BreakAt(
        (ObjectDecision Item, ChangeObject Step) found, IReadOnlyCollection<StepId> loop, Dictionary<StepId, (ObjectDecision Item, ChangeObject Step)> nodes)
    {
        var view = (ViewObject)found.Item.Desired!;
        // Who waits for the view waits for the stub, which keeps the step's name; the body is the part that comes later.
        var outside = found.Step.After.Where(id => !loop.Contains(id)).ToList();
        var body = found.Step with { Part = "body", Statements = [.. view.CreateOrReplace()], After = [.. found.Step.After, found.Step.Id] };
        nodes[found.Step.Id] = found with { Step = found.Step with { Statements = [view.CreateStub()], After = outside.Deduplicated() } };
        nodes[body.Id] = found with { Step = body };
    }

    private static Postgres.Sql.ValueList<StepId> Deduplicated(this List<StepId> ids) => [.. ids.Distinct()];

    /// <summary>
    /// The steps of one loop; null when there is none. Whatever can be made is taken away, over and over; of what is left each step waits for
    /// another one that is left, so following these leads around.
    /// </summary>
    private static List<StepId>? FindLoop(Dictionary<StepId, (ObjectDecision Item, ChangeObject Step)> nodes)
    {
        var waiting = nodes.ToDictionary(pair => pair.Key, pair => pair.Value.Step.After.Count(nodes.ContainsKey));
        var followers = nodes.SelectMany(pair => pair.Value.Step.After.Select(earlier => (Earlier: earlier, pair.Key))).ToLookup(edge => edge.Earlier, edge => edge.Key);
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
            current = nodes[current].Step.After.First(waiting.ContainsKey);
        }

        return path[path.IndexOf(current)..];
    }
}
