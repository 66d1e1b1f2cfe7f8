using CsCheck;

namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>A schema over a few kinds, and changes of either side; the same seed draws the same.</summary>
/// <param name="Creates">What makes the schema, rows included.</param>
/// <param name="Changes">Changes in the order in which they may happen.</param>
internal sealed record DrawnCase(IReadOnlyList<string> Creates, IReadOnlyList<Change> Changes)
{
    /// <summary>How many kinds meet: few enough that a failure can be read, enough that some depend on each other.</summary>
    private const int Kinds = 7;

    private const int Draws = 30;

    private static readonly Gen<DrawnCase> Any = Gen.Int[0, Catalog.Kinds.Count - 1].Array[Kinds].SelectMany(places => Of([Catalog.Base, .. places.Distinct().Order().Select(place => Catalog.Kinds[place])]));

    /// <summary>The case of a seed.</summary>
    public static DrawnCase Of(int seed) => Any.Generate(new PCG(1, (ulong)seed), null, out _);

    private static Gen<DrawnCase> Of(IReadOnlyList<Kind> kinds)
    {
        var creates = kinds.SelectMany(kind => kind.Creates).Select(create => Gen.Select(Template.Of(create), Gen.Int[0, 3], (sql, kept) => kept > 0 || kinds[0].Creates.Contains(create) ? sql : null));
        // A kind first, then a change of it: a kind of many changes does not crowd out the others.
        var change = Gen.OneOf([.. kinds.Select(kind => Gen.OneOf([.. kind.Changes.Select(Template.Of)]))]);
        return Gen.Select(All([.. creates]), Gen.Select(change, Gen.Int[0, 2], (sql, side) => new Change(sql, side == 0)).Array[Draws], (made, changes) => new DrawnCase([.. made.OfType<string>()], changes));
    }

    private static Gen<IReadOnlyList<string?>> All(IReadOnlyList<Gen<string?>> generators) =>
        generators.Aggregate(Gen.Const<IReadOnlyList<string?>>([]), (before, next) => Gen.Select(before, next, (list, value) => (IReadOnlyList<string?>)[.. list, value]));
}
