using PgClone.Postgres.Sql;
using PgClone.Resolution;

namespace PgClone.Reports;

/// <summary>A plan as a comment on a pull request.</summary>
public static class PlanMarkdown
{
    /// <summary>The comment on all clones of a plan.</summary>
    public static string Render(IEnumerable<PlannedClone> clones) => new MarkdownComment([.. clones.SelectMany(Sections)]).Render();

    private static IEnumerable<MarkdownSection> Sections(PlannedClone planned)
    {
        var clone = planned.Decisions;
        yield return MarkdownSection.Kept($"## Plan of {Markdown.Code(clone.Name)}\n\n"
            + $"{Markdown.Code(planned.Source)} ({clone.Source.Version}) → {Markdown.Code(planned.Target)} ({clone.Target.Version})\n\n**{Summary(clone)}**\n");
        yield return MarkdownSection.Block("Destroys on the target", PlanLines.Destruction(planned).Select(line => new MarkdownItem($"- {Visible.Of(line)}\n") { IsKept = true }));
        yield return MarkdownSection.Of("Not cloned, because it is not supported yet", clone.LeftOut.Select(item => new MarkdownItem($"- {Markdown.Code(item.ToString())}\n")));
        yield return MarkdownSection.Of("To know", PlanLines.Notes(clone).Select(note => new MarkdownItem($"- {Markdown.Text(note)}\n")));
        if (clone.IsUnchanged) yield break;
        yield return MarkdownSection.Block("Objects", PlanLines.Objects(clone).Select(Line));
        yield return MarkdownSection.Block("Rows", PlanLines.Rows(clone).Select(Line));
    }

    private static string Summary(ResolvedClone clone) => clone.IsUnchanged
        ? PlanLines.Unchanged(clone)
        : PlanSummary.Of(clone).ToString();

    // In the colours of a diff a change in place begins with an exclamation mark.
    private static MarkdownItem Line(PlanLine line)
    {
        var sign = line.Text.StartsWith("~ ", StringComparison.Ordinal) ? $"!{line.Text[1..]}" : line.Text;
        return new(line.Depth == 0 ? $"{sign}\n" : $"      {line.Text}\n") { IsKept = line.Destroys };
    }
}
