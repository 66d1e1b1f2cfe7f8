using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Cast;
using PgClone.Resolution;
using PgClone.Steps;

namespace PgClone.Compilation;

/// <summary>
/// An expression that uses a cast refers to the cast's function, if it has one, and never to the cast itself (find_expr_references_walker in
/// src/backend/catalog/dependency.c). So whatever is not needed for a cast waits for it, as pg_dump has casts before functions and tables.
/// </summary>
internal sealed class CastsFirst
{
    private const string InPlace = "casts are in place";

    private readonly LateObjects _late;
    private readonly List<ObjectIdentity> _casts;

    // The place of the first cast that needs the object: it can wait for those before that one only.
    private readonly Dictionary<ObjectIdentity, int> _places = [];

    public CastsFirst(ResolvedClone clone, LateObjects late)
    {
        _late = late;
        var needs = clone.Source.Dependencies.ToLookup(edge => edge.Dependent, edge => edge.Referenced);
        // Who needs little comes first, and what is made after the rows last, so that waiting never goes around.
        var ordered = clone.Objects.Where(item => item.IsMade && item.Identity.Kind == CastKind.Word)
            .Select(item => (item.Identity, Needs: Reach.From(needs[item.Identity], needed => needs[needed]).ToHashSet()))
            .OrderBy(cast => late.Contains(cast.Identity)).ThenBy(cast => cast.Needs.Count).ThenBy(cast => cast.Identity).ToList();
        _casts = [.. ordered.Select(cast => cast.Identity)];
        foreach (var (place, cast) in ordered.Index())
            foreach (var needed in cast.Needs) _places.TryAdd(needed, place);
    }

    /// <summary>The point that all casts but those made after the rows lead to; null without casts.</summary>
    public Milestone? Milestone => Early.Any() ? new() { Name = InPlace, After = [.. Early.Select(Maker)] } : null;

    /// <summary>What the maker of an object waits for, so that all casts it may use are there.</summary>
    public IEnumerable<StepId> Before(ObjectIdentity item)
    {
        if (item.Kind == CastKind.Word) return [];
        if (_places.TryGetValue(item, out var place)) return _casts.Take(place).Where(cast => _late.Contains(item) || !_late.Contains(cast)).Select(Maker);
        IEnumerable<StepId> early = Early.Any() ? [new(InPlace)] : [];
        return _late.Contains(item) ? early.Concat(_casts.Where(_late.Contains).Select(Maker)) : early;
    }

    private IEnumerable<ObjectIdentity> Early => _casts.Where(cast => !_late.Contains(cast));

    private static StepId Maker(ObjectIdentity cast) => new ChangeObject { Action = ObjectAction.Create, Identity = cast, Statements = [] }.Id;
}
