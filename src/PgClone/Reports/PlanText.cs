using System.Text;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>A plan for people: what destroys first, then objects, then rows, then the sum.</summary>
public static class PlanText
{
    /// <summary>The text of one clone's plan.</summary>
    public static string Render(PlannedClone planned)
    {
        var clone = planned.Decisions;
        var text = new StringBuilder();
        text.Append($"Clone {clone.Name}: {planned.Source} ({clone.Source.Version}) → {planned.Target} ({clone.Target.Version})\n");
        AddLeftOut(text, clone);
        if (clone.IsUnchanged)
            return text.Append($"\n{PlanLines.Unchanged(clone)}\n").ToString();
        Add(text, "Destroys on the target", PlanLines.Destruction(planned).Select(line => new PlanLine($"- {line}")));
        Add(text, "Objects", PlanLines.Objects(clone));
        Add(text, "Rows", PlanLines.Rows(clone));
        return text.Append($"\n{PlanSummary.Of(clone)}\n").ToString();
    }

    private static void AddLeftOut(StringBuilder text, ResolvedClone clone)
    {
        if (clone.LeftOut.Count > 0) text.Append($"\nNot cloned, because it is not supported yet (unsupported: skip):\n");
        foreach (var item in clone.LeftOut) text.Append($"  ! {item}\n");
        foreach (var note in clone.Notes) text.Append($"  note: {note}\n");
        foreach (var item in clone.Objects.Where(item => item is { Action: ObjectAction.Skip, Identity.Member: null }))
            text.Append($"  = {item.Identity} is left as it is ({item.Reason})\n");
    }

    private static void Add(StringBuilder text, string heading, IEnumerable<PlanLine> lines)
    {
        foreach (var (place, line) in lines.Index()) text.Append($"{(place == 0 ? $"\n{heading}:\n" : "")}{(line.Depth == 0 ? "  " : "      ")}{line.Text}\n");
    }
}
