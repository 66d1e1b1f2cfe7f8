using PgClone.Postgres.Catalog.Routine;
using PgClone.Postgres.Catalog.Schema;
using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Breaks the loops that pg_depend can hold among objects. Defaults and constraints are steps of their own already, so what is left is a type
/// that is made of functions of its own, which come between its shell and the whole type; and a view that needs what needs the view: it is made
/// first as a stub of the same columns, and gets its body when the rest stands.
/// </summary>
internal static class LoopRepair
{
    /// <summary>The part of a view that comes after its stub.</summary>
    public const string Body = "body";

    /// <summary>The makers with their needs filled in as <see cref="Step.After"/>, free of loops.</summary>
    /// <exception cref="UnbreakableLoopException">A loop has neither such a type nor a view in it.</exception>
    public static IReadOnlyList<(ObjectDecision Item, ChangeObject Step)> Repair(
        IReadOnlyList<(ObjectDecision Item, ChangeObject Step)> makers, Func<ObjectDecision, IEnumerable<StepId>> needs)
    {
        var nodes = makers.ToDictionary(pair => pair.Step.Id, pair => pair with { Step = pair.Step with { After = needs(pair.Item).ToList().Deduplicated() } });
        while (WaitLoop.Find(nodes.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<StepId>)pair.Value.Step.After)) is { } loop)
        {
            if (BreakAtShell(loop, nodes)) continue;
            var found = loop.Select(id => nodes[id]).FirstOrDefault(pair => pair.Step.Part is null && pair.Item is { IsMade: true, Desired: ViewObject });
            if (found.Item is null) throw new UnbreakableLoopException(loop.Select(id => nodes[id].Item.Identity));
            BreakAtView(found, loop, nodes);
        }

        return [.. nodes.Values];
    }

    /// <summary>
    /// The function that waits for a type of the loop waits for its shell instead, or for nothing where the type or its shell stands already.
    /// False when the loop holds no such two.
    /// </summary>
    private static bool BreakAtShell(List<StepId> loop, Dictionary<StepId, (ObjectDecision Item, ChangeObject Step)> nodes)
    {
        var place = loop.FindIndex(id => nodes[id].Item.Desired!.Shell is not null && nodes[Before(id)].Item.Desired is RoutineObject);
        if (place < 0) return false;
        var (type, function) = (nodes[loop[place]], nodes[Before(loop[place])]);
        var waits = function.Step.After.Where(id => id != type.Step.Id);
        if (type.Item.IsMade)
        {
            var schema = type.Step.After.Where(id => nodes.TryGetValue(id, out var node) && node.Item.Desired is SchemaObject).ToValueList();
            var shell = type.Step with { Part = "shell", Statements = [type.Item.Desired!.Shell!], After = schema };
            nodes.TryAdd(shell.Id, type with { Step = shell });
            nodes[type.Step.Id] = type with { Step = type.Step with { After = type.Step.After.Append(shell.Id).ToList().Deduplicated() } };
            waits = waits.Append(shell.Id);
        }

        nodes[function.Step.Id] = function with { Step = function.Step with { After = waits.ToList().Deduplicated() } };
        return true;

        StepId Before(StepId id) => loop[(loop.IndexOf(id) + loop.Count - 1) % loop.Count];
    }

    private static void BreakAtView(
        (ObjectDecision Item, ChangeObject Step) found, IReadOnlyCollection<StepId> loop, Dictionary<StepId, (ObjectDecision Item, ChangeObject Step)> nodes)
    {
        var view = (ViewObject)found.Item.Desired!;
        // Who waits for the view waits for the stub, which keeps the step's name; the body is the part that comes later.
        var outside = found.Step.After.Where(id => !loop.Contains(id)).ToList();
        var body = found.Step with { Part = Body, Statements = [.. view.CreateOrReplace()], After = [.. found.Step.After, found.Step.Id] };
        nodes[found.Step.Id] = found with { Step = found.Step with { Statements = [view.CreateStub()], After = outside.Deduplicated() } };
        nodes[body.Id] = found with { Step = body };
    }

    private static ValueList<StepId> Deduplicated(this List<StepId> ids) => [.. ids.Distinct()];
}
