using System.Text;
using PgClone.Postgres.Diff;
using PgClone.Resolution;
using PgClone.Steps;

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
        if (clone.IsUnchanged) return text.Append("\nNo drift.\n").ToString();
        text.Append('\n');
        foreach (var rename in clone.Renames) text.Append($"named otherwise: {rename.From} of the target, on the source {rename.To.Member}\n");
        foreach (var item in clone.Objects.Where(item => item.Action is not ObjectAction.Unchanged and not ObjectAction.Skip)) AddObject(text, item);
        foreach (var sequence in clone.Sequences.Where(step => clone.Target.Sequences.ContainsKey(step.Sequence)))
            text.Append($"sequence {sequence.Sequence} stands at {clone.Target.Sequences[sequence.Sequence].LastValue}, on the source at {sequence.Value.LastValue}\n");
        foreach (var refresh in clone.Refreshes) text.Append($"{refresh.View} is not as fresh as its rows: needs {refresh.Summary}\n");
        foreach (var table in clone.Filled) AddRows(text, table);
        if (clone.LargeObjects is { IsUnchanged: false } large) text.Append($"large objects differ: {LargeObjectText.Drift(large)}\n");
        return text.ToString();
    }

    private static void AddObject(StringBuilder text, ObjectDecision item)
    {
        if (item.Current is null)
        {
            text.Append($"only in source: {item.Identity}\n");
        }
        else if (item.Desired is null)
        {
            text.Append($"only in target: {item.Identity}\n");
        }
        else if (item.Current.ScriptWithAccess() != item.Desired.ScriptWithAccess())
        {
            text.Append($"changed: {item.Identity}  (- target, + source)\n");
            foreach (var line in UnifiedDiff.Between(item.Current.ScriptWithAccess(), item.Desired.ScriptWithAccess())) text.Append($"  {line}\n");
        }
        else if (!item.Current.Secrets.SequenceEqual(item.Desired.Secrets))
        {
            text.Append($"changed: {item.Identity}  (a hidden value is another one)\n");
        }
    }

    private static void AddRows(StringBuilder text, TableDecision table) => text.Append(table switch
    {
        { SourceDigest: { } source, TargetDigest: { } target } =>
            $"rows of {table.Rows.Table} differ: {Amount.Count(source.Rows)} wanted, {Amount.Count(target.Rows)} on the target{(source.Rows == target.Rows ? ", with other values" : "")}\n",
        _ => $"rows of {table.Rows.Table} are missing\n",
    });
}
