using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.ForeignData;
using PgClone.Postgres.Catalog.Statistics;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// Where rows are replaced, or merged as a mask or a filter has them, what the planner remembers of the old ones goes: also in the tables above, which sample
/// those below.
/// </summary>
internal static class Analyses
{
    /// <summary>The tables and materialized views to analyze.</summary>
    public static IEnumerable<ObjectIdentity> Of(ResolvedClone clone, RowSteps rows, TableFamilies families)
    {
        var replaced = rows.Steps.Where(step => step.Truncates).Select(step => step.Rows.Table)
            // Those that are filled beside were analyzed there, but for statistics that are objects of their own.
            .Concat(clone.Tables.Where(table => table.Exchanged.Any(item => clone.Renamed.Objects[item] is StatisticsObject)).Select(table => table.Rows.Table));
        var hidden = rows.Merges.OfType<MergeRows>().Select(step => step.Rows).Where(HidesSome).Select(set => set.Table);
        var tables = replaced.Concat(hidden).SelectMany(families.WithAncestors).Distinct()
            .Where(table => !families.WithDescendants(table).Any(below => IsOutOfReach(clone.Source, below))).Select(table => clone.Source.Table(table)!.Identity);
        var views = clone.Refreshes.Where(refresh => clone.Target.Sizes.ContainsKey(refresh.View) && refresh.WithData)
            .Select(refresh => new ObjectIdentity("materialized view", refresh.View.Schema, refresh.View.Name));
        return tables.Concat(views);
    }

    private static bool HidesSome(RowSet rows) => rows.Where is not null || rows.Columns.Any(column => column.Expression is not null);

    /// <summary>True for a foreign table that nobody can sample, nor what is above it: its wrapper has no handler.</summary>
    private static bool IsOutOfReach(DatabaseCatalog catalog, QualifiedName table) =>
        catalog.Table(table) is { Foreign.Server: var name }
        && catalog.OfType<ForeignServerObject>().FirstOrDefault(server => server.Identity.Name == name) is { Wrapper: var wrapper }
        && catalog.OfType<ForeignDataWrapperObject>().Any(item => item.Identity.Name == wrapper && item.Handler is null);
}
