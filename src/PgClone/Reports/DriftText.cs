using System.Text;
using PgClone.Postgres.Diff;
using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>The drift of a target from its source, for people: what is missing, what differs and how, and whose rows differ.</summary>
public static class DriftText
{
    /// <summary>The text of one clone's drift.</summary>
    public static string Render(PlannedClone planned)
    {
        var clone = planned.Decisions;
        var text = new StringBuilder($"Diff {clone.Name}: {planned.Source} → {planned.Target}\n");
        foreach (var item in clone.LeftOut) text.Append($"  ! {item} is not compared: not supported yet\n");
        foreach (var item in clone.Others) text.Append($"  ! {item} is on the target alone, and not of PgClone: it stays\n");
        if (clone.IsUnchanged) return text.Append("\nNo drift.\n").ToString();
        text.Append('\n');
        foreach (var item in clone.Objects) AddObject(text, item);
        foreach (var sentence in Drifts.OfTheRest(clone)) text.Append($"{sentence}\n");
        foreach (var table in clone.Filled)
            text.Append($"rows of {table.Rows.Table} {Drifts.OfRows(clone, table)}\n");
        return text.ToString();
    }

    private static void AddObject(StringBuilder text, ObjectDecision item)
    {
        switch (Drifts.Of(item))
        {
            case Drift.OnlyInSource:
                text.Append($"only in source: {item.Identity}\n");
                break;
            case Drift.OnlyInTarget:
                text.Append($"only in target: {item.Identity}\n");
                break;
            case Drift.Changed:
                text.Append($"changed: {item.Identity}  (- target, + source)\n");
                foreach (var line in UnifiedDiff.Between(item.ScriptOnTarget!, item.Desired!.ScriptWithAccess())) text.Append($"  {line}\n");
                break;
            case Drift.HiddenValue:
                text.Append($"changed: {item.Identity}  (a hidden value is another one)\n");
                break;
        }
    }
}
