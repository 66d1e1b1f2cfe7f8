using PgClone.Postgres.Catalog;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.State;

namespace PgClone.Resolution;

/// <summary>
/// Finds out how the rows of the tables that stand on both sides compare, the cheapest way first: by the source's summaries of its log, by the transaction
/// numbers of rows, by digests of whole tables, and by digests in buckets.
/// </summary>
/// <param name="session">Both servers.</param>
/// <param name="resolver">What is known of the clone so far.</param>
/// <param name="catalogs">Both sides.</param>
/// <param name="jobs">How many sessions may work at the same time on each side.</param>
internal sealed class RowCounter(CloneSession session, CloneResolver resolver, (DatabaseCatalog Source, DatabaseCatalog Target) catalogs, int jobs)
{
    /// <summary>
    /// What transaction numbers tell, and the digests of both sides where they do not. Buckets cost as much again, so only tables that differ are counted in
    /// buckets too; most tables do not.
    /// </summary>
    public async Task<RowCounts> CountAsync(RowHistory history, RowTrust trust, CancellationToken cancellation)
    {
        var decided = trust == RowTrust.Nothing ? [] : await TraceAsync(history, trust, cancellation);
        var (wanted, found) = await DigestsAsync(Undecided(resolver.CountedOnSource), Undecided(resolver.CountedOnTarget), _ => 1, cancellation);
        var differing = resolver.Rows.Where(rows => resolver.BucketsOf(rows) > 1
            && wanted.TryGetValue(rows.Table, out var there) && found.TryGetValue(rows.Table, out var here) && there != here).ToList();
        if (differing.Count == 0) return new(wanted, found, decided);
        var (wantedInBuckets, foundInBuckets) = await DigestsAsync(differing, differing, resolver.BucketsOf, cancellation);
        return new(Merged(wanted, wantedInBuckets), Merged(found, foundInBuckets), decided);

        IEnumerable<RowSet> Undecided(IEnumerable<RowSet> all) => all.Where(rows => !decided.ContainsKey(rows.Table));
    }

    private async Task<(IReadOnlyDictionary<QualifiedName, RowDigest>, IReadOnlyDictionary<QualifiedName, RowDigest>)> DigestsAsync(
        IEnumerable<RowSet> onSource, IEnumerable<RowSet> onTarget, Func<RowSet, int> buckets, CancellationToken cancellation)
    {
        var there = OnSource.DigestsAsync(onSource.Select(rows => (rows.Table, rows.SourceDigest(buckets(rows)))), Weight(catalogs.Source), cancellation);
        var here = session.Target is null ? Task.FromResult<IReadOnlyDictionary<QualifiedName, RowDigest>>(new Dictionary<QualifiedName, RowDigest>())
            : OnTarget.DigestsAsync(onTarget.Select(rows => (rows.Table, rows.TargetDigest(buckets(rows)))), Weight(catalogs.Target), cancellation);
        await Task.WhenAll(there, here);
        return (await there, await here);
    }

    private async Task<Dictionary<QualifiedName, TableDecision>> TraceAsync(RowHistory history, RowTrust trust, CancellationToken cancellation)
    {
        var traceable = resolver.Traceable(history).ToList();
        if (traceable.Count == 0) return [];
        var unchanged = await UnchangedAsync(traceable, cancellation);
        var there = OnSource.SweepsAsync(
            traceable.Where(item => !unchanged.Contains(item.Rows.Table)).Select(item => (item.Rows.Table, item.Known.SourceSweep(item.Rows.Table))),
            Weight(catalogs.Source), cancellation);
        var here = OnTarget.SweepsAsync(traceable.Select(item => (item.Rows.Table, item.Known.TargetSweep(item.Rows.Table))), Weight(catalogs.Target), cancellation);
        await Task.WhenAll(there, here);
        var (onSource, onTarget) = (await there, await here);
        var changes = traceable.Select(item => (item.Rows, Change: onSource.TryGetValue(item.Rows.Table, out var sweep)
            ? new RowChange(item.Known, sweep, onTarget[item.Rows.Table]) : RowChange.NoneOnSource(item.Known, onTarget[item.Rows.Table]))).ToList();
        var young = await OnSource.DigestsAsync(
            changes.Where(item => item.Change.AsksForYoung).Select(item => (item.Rows.Table, Young(item.Rows, item.Change).SourceDigest(1))),
            Weight(catalogs.Source), cancellation);
        return changes.Select(item => resolver.Decide(item.Rows, WithYoung(item.Rows, item.Change), trust == RowTrust.Changes))
            .OfType<TableDecision>().ToDictionary(table => table.Rows.Table);

        static RowSet Young(RowSet rows, RowChange change) => rows with { Since = change.Known.Origin.Moment.Oldest, Pages = change.Source.Pages };

        RowChange WithYoung(RowSet rows, RowChange change) => young.TryGetValue(rows.Table, out var digest) ? change with { Young = digest } : change;
    }

    /// <summary>
    /// The tables that are unchanged because nothing was written on the source since, or its summaries of its log say so. What unlogged tables go through is in no log.
    /// </summary>
    private async Task<HashSet<QualifiedName>> UnchangedAsync(IReadOnlyCollection<(RowSet Rows, KnownRows Known)> traceable, CancellationToken cancellation)
    {
        var still = traceable.ToLookup(item => session.SourceMoment!.IsStill(item.Known.Origin.Moment));
        var files = still[false].Where(item => item.Known.Origin.Moment.Settled is not null && catalogs.Source.Table(item.Rows.Table) is { Unlogged: false })
            .Select(item => (item.Rows.Table, item.Known.Origin.File.Node, Since: item.Known.Origin.Moment.Settled!)).ToList();
        var summaries = new WalSummaries(session.Source, session.SourceMoment!);
        var unchanged = await summaries.UnchangedAsync(
            [.. files.Select(item => (item.Node, item.Since))], session.Databases.Source.MayCheckpoint, cancellation);
        return [.. still[true].Select(item => item.Rows.Table), .. files.Where(item => unchanged.Contains(item.Node)).Select(item => item.Table)];
    }

    private TableScan OnSource => new(session.Databases.Source, session.Source, jobs);

    private TableScan OnTarget => new(session.Databases.Target, session.Target!, jobs);

    private static Func<QualifiedName, long> Weight(DatabaseCatalog catalog) => table => catalog.Sizes.GetValueOrDefault(table).Bytes;

    private static Dictionary<QualifiedName, RowDigest> Merged(IReadOnlyDictionary<QualifiedName, RowDigest> all, IReadOnlyDictionary<QualifiedName, RowDigest> some) =>
        all.ToDictionary(pair => pair.Key, pair => some.GetValueOrDefault(pair.Key, pair.Value));
}
