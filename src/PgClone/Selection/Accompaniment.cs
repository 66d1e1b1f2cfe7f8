using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Cast;
using PgClone.Postgres.Catalog.Transform;

namespace PgClone.Selection;

/// <summary>
/// Casts and transforms have no schema and name no single owner: unless a selector of their own kind speaks of them, they come along when
/// everything they are made of does.
/// </summary>
internal sealed class Accompaniment(DatabaseCatalog source, IReadOnlyList<SelectorMatch> selectors)
{
    private readonly List<ObjectIdentity> _candidates = [.. source.Objects.Keys.Where(item => Concerns(item.Kind)).Order()];
    private readonly ILookup<ObjectIdentity, ObjectIdentity> _needs = source.Dependencies.ToLookup(edge => edge.Dependent, edge => edge.Referenced);

    /// <summary>True for the kinds that come along.</summary>
    public static bool Concerns(string kind) => kind is CastKind.Word or TransformKind.Word;

    /// <summary>Those that come along with what is selected, and are not selected yet.</summary>
    public List<ObjectIdentity> With(IReadOnlySet<ObjectIdentity> selected)
    {
        var found = new List<ObjectIdentity>();
        var all = selected.ToHashSet();
        // The function of a cast may fit it only by another cast, so those come first.
        while (_candidates.Where(item => !all.Contains(item) && ComesAlong(item, all)).ToList() is { Count: > 0 } more)
        {
            found.AddRange(more);
            all.UnionWith(more);
        }

        return found;
    }

    private bool ComesAlong(ObjectIdentity item, IReadOnlySet<ObjectIdentity> selected)
    {
        bool? matched = null;
        foreach (var selector in selectors)
            if (selector.Selector.Kind == item.Kind && selector.Matches(item)) matched = !selector.Selector.Negated;
        if (matched is { } said) return said;
        var needs = _needs[item].Where(needed => !ObjectSelection.ComesUnnamed(needed.Kind)).ToList();
        // One between types of the server alone has nothing to come along with but the whole database.
        return needs.Count > 0 ? needs.All(selected.Contains) : selectors.Any(selector => selector.TakesEverything);
    }
}
