namespace PgClone.Reports;

/// <summary>A line or block of a <see cref="MarkdownComment"/>.</summary>
/// <param name="Full">The text, with the line break at its end.</param>
public sealed record MarkdownItem(string Full)
{
    /// <summary>What stands for it where there is no room for the whole; null when nothing does.</summary>
    public string? Brief { get; init; }

    /// <summary>True for what is never left out, whatever room there is: what destroys.</summary>
    public bool IsKept { get; init; }

    /// <summary>The least that stands for a kept item.</summary>
    internal string Least => Brief ?? Full;
}
