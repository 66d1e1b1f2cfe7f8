using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.LargeObjects;

namespace PgClone.Selection;

/// <summary>Matches one selector against objects.</summary>
internal sealed class SelectorMatch
{
    private readonly Glob _glob;
    private readonly Glob? _schema;

    public SelectorMatch(Selector selector)
    {
        Selector = selector;
        _glob = selector.Pattern;
        // "app.*" is what lives in app, and app itself.
        if (selector.Kind is null && selector.Pattern.Pattern is var text && text.EndsWith(".*", StringComparison.Ordinal)) _schema = new(text[..^2]);
    }

    public Selector Selector { get; }

    public bool Used { get; private set; }

    /// <summary>True for a selector that means all objects of the database.</summary>
    public bool TakesEverything => Selector is { Kind: null, Pattern.TakesEverything: true, Negated: false };

    /// <summary>True for an object that stands alone, by its name; one of a table only where the selector names its kind.</summary>
    public bool Matches(ObjectIdentity item) =>
        Count(item.Member is null
            ? MatchesKind(item.Kind) && (_glob.Matches(item.QualifiedName) || _glob.Matches(item.Address) || MatchesSchema(item.Kind, item.Name))
            : Selector.Kind == item.Kind && _glob.Matches(item.Address));

    public bool Matches(UnsupportedObject item) =>
        Count(MatchesKind(item.Kind) && _glob.Matches(item.Schema is null ? item.Name : $"{item.Schema}.{item.Name}"));

    /// <summary>True for a selector of all large objects. They have no names that a pattern could pick some by.</summary>
    public bool MatchesLargeObjects() => Count(MatchesKind(LargeObjectSet.Kind) && _glob.TakesEverything);

    // Without a kind and without a dot a pattern is a glob over bare and qualified names alike; "*" is everything.
    private bool MatchesKind(string kind) => Selector.Kind is null || Selector.Kind == kind;

    private bool MatchesSchema(string kind, string name) => kind == "schema" && _schema is not null && _schema.Matches(name);

    private bool Count(bool matches)
    {
        Used |= matches;
        return matches;
    }
}
