using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Looks whether the rows that a plan counts on are still those it was made about.</summary>
public static class MovedRows
{
    /// <summary>A sentence for each table of the target that holds other rows by now than those that are to be replaced: nobody agreed to lose these.</summary>
    public static async Task<IReadOnlyList<string>> OnTargetAsync(
        SavedClone clone, Database target, (ReadSession Session, DatabaseCatalog Catalog) now, int jobs, CancellationToken cancellation)
    {
        var replaced = clone.Graph.Steps.OfType<CopyRows>().Select(copy => (copy.Rows, copy.Replaced))
            .Concat(clone.Graph.Steps.OfType<CopyConfiguration>().SelectMany(copy => copy.Tables).Select(table => (table.Rows, table.Replaced)))
            .Concat(clone.Graph.Steps.OfType<MergeRows>().Select(merge => (merge.Rows, merge.Replaced)))
            .Concat(clone.Graph.Steps.OfType<SwapTable>().Select(swap => (swap.Rows, swap.Replaced)))
            .Where(copy => copy.Replaced is not null && now.Catalog.Sizes.ContainsKey(copy.Rows.Table)).ToList();
        var merged = clone.Graph.Steps.OfType<MergeRows>().Where(merge => merge.Newer is not null && now.Catalog.Sizes.ContainsKey(merge.Rows.Table)).ToList();
        var scan = new TableScan(target, now.Session, jobs);
        var found = await scan.DigestsAsync(replaced.Select(copy => (copy.Rows.Table, copy.Rows.TargetDigest(1))), table => now.Catalog.Sizes[table].Bytes, cancellation);
        var swept = await scan.SweepsAsync(
            merged.Select(merge => (merge.Rows.Table, RowSweep.Query(merge.Rows.Table, merge.Newer!.Kept))),
            table => now.Catalog.Sizes[table].Bytes, cancellation);
        return [.. replaced.Where(copy => found[copy.Rows.Table] != copy.Replaced).Select(copy => copy.Rows)
            .Concat(merged.Where(merge => !swept[merge.Rows.Table].Is(merge.Newer!.Held, 0)).Select(merge => merge.Rows))
            .Select(rows => $"table {rows.Table} holds other rows on the target than when the plan was made, and these would go")];
    }

    /// <summary>
    /// A sentence for each table that the plan leaves as it is and that has changed on the source since: beside the rows that are copied now it would be of
    /// another moment, and what refers from one to the other might lead nowhere.
    /// </summary>
    public static async Task<IReadOnlyList<string>> OnSourceAsync(
        SavedClone clone, Database source, (ReadSession Session, DatabaseCatalog Catalog) now, int jobs, CancellationToken cancellation)
    {
        if (clone.Kept.Count == 0) return [];
        var found = await new TableScan(source, now.Session, jobs).DigestsAsync(
            clone.Kept.Select(kept => (kept.Rows.Table, kept.Rows.SourceDigest(1))), table => now.Catalog.Sizes.GetValueOrDefault(table).Bytes, cancellation);
        return [.. clone.Kept.Where(kept => found[kept.Rows.Table] != kept.Digest)
            .Select(kept => $"table {kept.Rows.Table} has other rows on the source than when the plan was made, and the plan does not copy them")];
    }
}
