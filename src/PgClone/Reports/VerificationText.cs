using System.Text;

namespace PgClone.Reports;

/// <summary>A comparison of rows for people.</summary>
public static class VerificationText
{
    /// <summary>The text on one clone: what differs first, then a sentence.</summary>
    public static string Render(VerifiedClone clone)
    {
        var text = new StringBuilder($"Clone {clone.Name}\n\n");
        foreach (var table in clone.Tables.Where(table => table.Verdict != RowVerdict.Equal))
        {
            text.Append(table.Verdict == RowVerdict.Differs ? $"  ! {table.Table}: {Counts(table)}\n" : $"  ? {table.Table}: not compared ({table.Reason})\n");
            foreach (var key in table.Keys) text.Append($"      {key.Key}: {key.How}\n");
        }

        if (clone.LargeObjects is { Verdict: RowVerdict.Differs } objects)
        {
            var (missing, changed, surplus) = (Amount.Count(objects.Missing), Amount.Count(objects.Changed), Amount.Count(objects.Surplus));
            text.Append($"  ! large objects: {missing} missing, {changed} with other bytes, {surplus} too many\n");
        }

        var equal = clone.Tables.Where(table => table.Verdict == RowVerdict.Equal).ToList();
        var rows = equal.Sum(table => table.SourceRows ?? 0);
        text.Append(clone.Equal ? "" : "\n");
        var differing = clone.Tables.Count(table => table.Verdict == RowVerdict.Differs);
        text.Append($"{Amount.Of(equal.Count, "table")} with {Amount.Of(rows, "row")} {(equal.Count == 1 ? "is" : "are")} equal, ");
        text.Append($"{Amount.Count(differing)} differ.");
        if (clone.LargeObjects is { Verdict: RowVerdict.Equal, Equal: > 0 and var same }) text.Append($" So {(same == 1 ? "is" : "are")} {Amount.Of(same, "large object")}.");
        return text.Append('\n').ToString();
    }

    private static string Counts(VerifiedTable table) => (table.SourceRows, table.TargetRows) switch
    {
        ({ } wanted, { } found) when wanted != found => $"{Amount.Count(wanted)} rows wanted, {Amount.Count(found)} found",
        ({ } wanted, _) => $"{Amount.Of(wanted, "row")}, {table.Reason}",
        _ => table.Reason,
    };
}
