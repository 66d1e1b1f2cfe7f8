using PgClone.Postgres.Diff;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Reports;

/// <summary>The drift of targets from their sources as a comment on a pull request.</summary>
public static class DriftMarkdown
{
    /// <summary>The comment on the drift of all clones of a plan.</summary>
    public static string Render(IEnumerable<PlannedClone> clones) => new MarkdownComment([.. clones.SelectMany(Sections)]).Render();

    private static IEnumerable<MarkdownSection> Sections(PlannedClone planned)
    {
        var clone = planned.Decisions;
        var drift = clone.Objects.ToLookup(Drifts.Of);
        var rows = clone.Filled.ToList();
        yield return MarkdownSection.Kept(
            $"## Diff of {Markdown.Code(clone.Name)}\n\n"
            + $"{Markdown.Code(planned.Source)} → {Markdown.Code(planned.Target)}\n\n"
            + $"{Summary(clone, drift, rows.Count)}\n");
        yield return MarkdownSection.Of("Not compared", clone.LeftOut.Select(item => new MarkdownItem($"- {Markdown.Code(item.ToString())}: not supported yet\n")));
        yield return MarkdownSection.Of("On the target alone, not of PgClone",
            clone.Others.Select(item => new MarkdownItem($"- {Markdown.Code(item.ToString())} stays\n") { IsKept = true }));
        if (clone.IsUnchanged) yield break;
        yield return MarkdownSection.Of("Only in the source", drift[Drift.OnlyInSource].Select(item => new MarkdownItem($"- {Name(item)}\n")));
        // A run takes these away.
        yield return MarkdownSection.Of("Only in the target", drift[Drift.OnlyInTarget].Select(item => new MarkdownItem($"- {Name(item)}\n") { IsKept = true }));
        yield return MarkdownSection.Of("Changed (`-` target, `+` source)", drift[Drift.Changed].Select(Change)
            .Concat(drift[Drift.HiddenValue].Select(item => new MarkdownItem($"- {Name(item)}: a hidden value is another one\n"))));
        yield return MarkdownSection.Of("Else", Drifts.OfTheRest(clone).Select(sentence => new MarkdownItem($"- {Markdown.Text(sentence)}\n")));
        yield return MarkdownSection.Of("Rows", rows.Select(table => new MarkdownItem($"- {Markdown.Code(table.Rows.Table.ToString())}: {Drifts.OfRows(clone, table)}\n")));
    }

    private static string Summary(ResolvedClone clone, ILookup<Drift, ObjectDecision> drift, int rows)
    {
        if (clone.IsUnchanged) return "**No drift.**";
        var changed = drift[Drift.Changed].Count() + drift[Drift.HiddenValue].Count();
        return $"**Drift:** {Amount.Of(drift[Drift.OnlyInSource].Count(), "object")} only in the source, {Amount.Count(drift[Drift.OnlyInTarget].Count())} only in the target, "
            + $"{Amount.Count(changed)} changed; rows of {Amount.Of(rows, "table")} differ.";
    }

    /// <summary>A block of its own for each, so that no definition can end that of another. What must be made again is at least named.</summary>
    private static MarkdownItem Change(ObjectDecision item)
    {
        var lines = string.Join('\n', UnifiedDiff.Between(item.ScriptOnTarget!, item.Desired!.ScriptWithAccess()));
        var fence = Markdown.Fence(lines);
        var heading = $"{Name(item)}{(item.Action == ObjectAction.Replace ? ", must be made again" : "")}";
        return new($"{heading}\n\n{fence}diff\n{lines}\n{fence}\n\n")
        {
            Brief = $"{heading}: too long to show here\n\n",
            IsKept = item.Action == ObjectAction.Replace,
        };
    }

    private static string Name(ObjectDecision item) => Markdown.Code(item.Identity.ToString());
}
