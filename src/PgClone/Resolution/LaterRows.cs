using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Rows that came to the source after a plan was made are copied with the others. A merge only looks where rows differed, so before it runs from a saved plan it is
/// told where they differ by now.
/// </summary>
public static class LaterRows
{
    /// <summary>The clone with its merges brought up to date.</summary>
    public static async Task<SavedClone> BringAsync(
        SavedClone clone,
        (Database Database, ReadSession Session, DatabaseCatalog Catalog) source,
        (Database Database, ReadSession Session, DatabaseCatalog Catalog) target,
        int jobs,
        CancellationToken cancellation)
    {
        var merges = clone.Graph.Steps.OfType<MergeRows>().Where(merge => merge.Choice is not null).ToList();
        if (merges.Count == 0) return clone;
        var wanted = await CollectAsync(source, merges.Select(merge => (merge.Rows.Table, merge.Rows.SourceDigest(merge.Choice!.Count))), jobs, cancellation);
        var found = await CollectAsync(target, merges.Select(merge => (merge.Rows.Table, merge.Rows.TargetDigest(merge.Choice!.Count))), jobs, cancellation);
        return clone with { Graph = new() { Steps = clone.Graph.Steps.Select(Later).ToValueList() } };

        Step Later(Step step) => step is MergeRows { Choice: not null } merge ? merge.Between(wanted[merge.Rows.Table], found[merge.Rows.Table]) : step;
    }

    private static Task<IReadOnlyDictionary<QualifiedName, RowDigest>> CollectAsync(
        (Database Database, ReadSession Session, DatabaseCatalog Catalog) side, IEnumerable<(QualifiedName, string)> digests, int jobs, CancellationToken cancellation) =>
        new TableScan(side.Database, side.Session, jobs).DigestsAsync(digests, table => side.Catalog.Sizes.GetValueOrDefault(table).Bytes, cancellation);
}
