namespace PgClone.Postgres.Rows;

/// <summary>
/// The rows on some pages of a heap. The bounds are literals: only then is there a TID range scan, which reads these pages alone (14 and later,
/// nodeTidrangescan.c).
/// </summary>
/// <param name="From">The first page.</param>
/// <param name="To">The first page that is no longer of it; null for all to the end, also those that came after the table was measured.</param>
public readonly record struct PageRange(long From, long? To)
{
    /// <summary>The condition on the rows of a table named t.</summary>
    public string Condition => To is null ? $"t.ctid >= '({From},0)'" : $"t.ctid >= '({From},0)' AND t.ctid < '({To},0)'";

    /// <summary>So many ranges of the same size that together take in all pages.</summary>
    public static IEnumerable<PageRange> Split(long pages, int parts) =>
        Enumerable.Range(0, parts).Select(part => new PageRange(pages * part / parts, part == parts - 1 ? null : pages * (part + 1) / parts));
}
