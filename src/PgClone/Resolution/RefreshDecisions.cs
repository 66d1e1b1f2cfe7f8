using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Extension;
using PgClone.Postgres.Catalog.MaterializedView;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Finds the materialized views that must be computed: new ones, and those behind which rows change.</summary>
internal static class RefreshDecisions
{
    /// <summary>The refreshes, in the order of names; the compiler puts them in the order of their needs.</summary>
    /// <param name="source">The source.</param>
    /// <param name="decisions">What happens to each object.</param>
    /// <param name="withOtherRows">The tables whose rows change, and the extensions of whose tables rows change.</param>
    /// <param name="stale">The views that an earlier run did not come to.</param>
    public static IEnumerable<RefreshView> Decide(
        DatabaseCatalog source, IReadOnlyCollection<ObjectDecision> decisions,
        (IReadOnlySet<QualifiedName> Tables, IReadOnlySet<ObjectIdentity> Extensions) withOtherRows, IReadOnlySet<QualifiedName> stale)
    {
        var (tables, extensions) = withOtherRows;
        var needs = source.Dependencies.ToLookup(edge => edge.Dependent, edge => edge.Referenced);
        // A table that is altered keeps its rows; a view or function that is altered gives others.
        var changed = decisions.Where(item => item.Identity.Kind != TableKind.Word && (item.IsMade || item.Action == ObjectAction.Alter)).Select(item => item.Identity).ToHashSet();
        // What reads a table of an extension depends on the extension.
        changed.UnionWith(extensions);
        foreach (var decision in decisions.Where(item => item is { Desired: MaterializedViewObject, Action: not ObjectAction.Skip }).OrderBy(item => item.Identity))
        {
            var wanted = ((MaterializedViewObject)decision.Desired!).Populated.Value;
            var has = !decision.IsMade && decision.Current is MaterializedViewObject { Populated.Value: true };
            if (wanted ? !has || Changes(decision.Identity) || stale.Contains(new(decision.Identity.Schema!, decision.Identity.Name)) : has)
                yield return new() { View = new(decision.Identity.Schema!, decision.Identity.Name), WithData = wanted };
        }

        var made = decisions.Where(item => item.IsMade).Select(item => item.Identity).ToHashSet();
        foreach (var view in source.Configuration.Views.Where(IsOutOfDate))
            yield return new() { View = view.Name, WithData = true };

        bool IsOutOfDate(ConfigurationRelation view)
        {
            var extension = ConfigurationDecisions.Identity(view.Extension);
            return made.Contains(extension) || extensions.Contains(extension) || stale.Contains(view.Name);
        }

        // A view may reach itself by way of a function.
        bool Changes(ObjectIdentity view) => Reach.From(view, item => needs[item])
            .Any(item => changed.Contains(item) || (TableKind.IsTable(item.Kind) && tables.Contains(new(item.Schema!, item.Name))));
    }
}
