using System.Text;

namespace PgClone.Reports;

/// <summary>
/// Markdown for a comment on a pull request, which takes 65,536 characters. What there is no room for is left out item by item, and counted;
/// what destroys is never left out, even where that alone is longer.
/// </summary>
public sealed class MarkdownComment(IReadOnlyList<MarkdownSection> sections)
{
    /// <summary>The length that it stays under.</summary>
    public const int Limit = 65_000;

    // For the sentence behind each section that tells how much is left out.
    private const int RoomForCount = 120;

    /// <summary>The comment.</summary>
    public string Render()
    {
        var shown = sections.Select(section => section.Items.Select(item => item.IsKept ? item.Least : null).ToList()).ToList();
        var length = shown.Index().Sum(pair => pair.Item.Sum(text => text?.Length ?? 0) + RoomForCount
            + (pair.Item.Any(text => text is not null) ? Around(sections[pair.Index]) : 0));
        foreach (var (section, texts) in sections.Zip(shown))
            for (var place = 0; place < texts.Count; place++)
                length += Fill(section, texts, place, Limit - length);
        return string.Concat(sections.Zip(shown, Text));
    }

    /// <summary>Shows as much of an item as there is room for, and returns by how much the comment has grown.</summary>
    private static int Fill(MarkdownSection section, List<string?> texts, int place, int room)
    {
        var now = texts[place];
        var opening = texts.TrueForAll(text => text is null) ? Around(section) : 0;
        foreach (var wanted in new[] { section.Items[place].Full, section.Items[place].Brief })
        {
            var grows = wanted is null ? 0 : wanted.Length - (now?.Length ?? 0) + opening;
            // Less than the limit, not just up to it.
            if (wanted is null || grows >= room || (now is not null && grows < 0)) continue;
            texts[place] = wanted;
            return grows;
        }

        return 0;
    }

    private static int Around(MarkdownSection section) => section.Opening.Length + section.Closing.Length;

    private static string Text(MarkdownSection section, List<string?> texts)
    {
        var text = new StringBuilder();
        var left = texts.Count(item => item is null);
        if (left < texts.Count) text.Append(section.Opening).AppendJoin("", texts).Append(section.Closing);
        if (left > 0) text.Append($"\n_{Amount.Count(left)} more {(left == 1 ? "is" : "are")} left out here: the text form has all._\n");
        return text.ToString();
    }
}
