using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Selection;

/// <summary>Finds what selectors would take beyond what is known: a table, a partition or an index that came to the source after a plan was saved.</summary>
public static class LaterSelection
{
    /// <summary>Objects of the source that match and are not <paramref name="known"/>, members of known ones included.</summary>
    public static IEnumerable<ObjectIdentity> Of(ValueList<Selector> selectors, IncludeSwitches include, DatabaseCatalog source, IReadOnlySet<ObjectIdentity> known)
    {
        var matches = selectors.Select(selector => new SelectorMatch(selector)).ToList();
        return source.Objects.Values
            .Where(item => !known.Contains(item.Identity) && !Accompaniment.Concerns(item.Identity.Kind) && include.Takes(item.Identity.Kind)
                && (item.Owner is { } owner ? known.Contains(owner) && IsTaken(item.Identity, true) : IsTaken(item.Identity, false)))
            .Select(item => item.Identity);

        // The last match wins.
        bool IsTaken(ObjectIdentity item, bool otherwise) => matches.LastOrDefault(match => match.Matches(item)) is { } last ? !last.Selector.Negated : otherwise;
    }
}
