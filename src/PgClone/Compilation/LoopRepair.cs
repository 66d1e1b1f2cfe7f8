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

    /// <summary>The first strongly connected component of more than one step (Tarjan 1972), without recursion.</summary>
    private static List<StepId>? FindLoop(Dictionary<StepId, (ObjectDecision Item, ChangeObject Step)> nodes)
    {
        var index = new Dictionary<StepId, int>();
        var low = new Dictionary<StepId, int>();
        var onStack = new HashSet<StepId>();
        var stack = new Stack<StepId>();
        foreach (var start in nodes.Keys.Where(id => !index.ContainsKey(id)))
        {
            var walk = new Stack<(StepId Id, int Next)>([(start, 0)]);
            while (walk.TryPop(out var frame))
            {
                var (id, next) = frame;
                if (next == 0)
                {
                    index[id] = low[id] = index.Count;
                    stack.Push(id);
                    onStack.Add(id);
                }
                else
                {
                    low[id] = Math.Min(low[id], low[nodes[id].Step.After[next - 1]]);
                }

                var after = nodes[id].Step.After;
                while (next < after.Count && (!nodes.ContainsKey(after[next]) || index.ContainsKey(after[next])))
                {
                    if (onStack.Contains(after[next])) low[id] = Math.Min(low[id], index[after[next]]);
                    next++;
                }

                if (next < after.Count)
                {
                    walk.Push((id, next + 1));
                    walk.Push((after[next], 0));
                    continue;
                }

                if (low[id] != index[id]) continue;
                var component = new List<StepId>();
                StepId member;
                do
                {
                    member = stack.Pop();
                    onStack.Remove(member);
                    component.Add(member);
                }
                while (member != id);
                if (component.Count > 1) return component;
            }
        }

        return null;
    }
}
