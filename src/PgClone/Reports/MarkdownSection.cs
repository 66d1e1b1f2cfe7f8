using PgClone.Postgres.Sql;

namespace PgClone.Reports;

/// <summary>A heading of a <see cref="MarkdownComment"/> with what stands below it.</summary>
/// <param name="Opening">What stands before the items, where any is shown.</param>
/// <param name="Closing">What stands behind them.</param>
/// <param name="Items">The items in their order.</param>
public sealed record MarkdownSection(string Opening, string Closing, ValueList<MarkdownItem> Items)
{
    /// <summary>Text that is always there.</summary>
    public static MarkdownSection Kept(string text) => new("", "", [new(text) { IsKept = true }]);

    /// <summary>A heading with items below it.</summary>
    public static MarkdownSection Of(string heading, IEnumerable<MarkdownItem> items) => new($"\n### {heading}\n\n", "", items.ToValueList());

    /// <summary>A heading with lines in one block of code below it, in the colours of a diff.</summary>
    public static MarkdownSection Block(string heading, IEnumerable<MarkdownItem> lines)
    {
        var items = lines.ToValueList();
        var fence = Markdown.Fence(string.Concat(items.Select(item => item.Full)));
        return new($"\n### {heading}\n\n{fence}diff\n", $"{fence}\n", items);
    }
}
