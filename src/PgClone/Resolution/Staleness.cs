using PgClone.Postgres.Catalog;
using PgClone.Selection;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>Finds what has moved since a plan was made. New rows on the source are no staleness: they are copied.</summary>
public static class Staleness
{
    /// <summary>A sentence for each object that is defined otherwise than the plan saw it, or is others' now.</summary>
    public static IEnumerable<string> Of(SavedClone clone, DatabaseCatalog source, DatabaseCatalog target)
    {
        var known = clone.Objects.Select(item => item.Identity).ToHashSet();
        foreach (var item in Surroundings.Of(target, known)) yield return $"{item.Identity} appeared on the target since the plan was made";
        foreach (var item in LaterSelection.Of(clone.Selectors, clone.Include, source, known.Union(clone.LeftOut).ToHashSet()).Order())
            yield return $"{item} appeared on the source since the plan was made";
        var secrets = new CatalogSecrets(source);
        foreach (var item in clone.Graph.Steps.OfType<SqlStep>().SelectMany(step => step.Sql()).SelectMany(secrets.Missing).Distinct())
            yield return $"{item} on the source has no longer the hidden values that the plan names, or they are not for the role to see";
        foreach (var item in clone.Objects)
        {
            var (there, here) = (source.Objects.GetValueOrDefault(item.Identity), target.Objects.GetValueOrDefault(item.Identity));
            if ((Moved(item.Source, there) ?? Passed(item.SourceAccess, there, clone.Access)) is { } onSource) yield return Sentence(item, onSource, "source");
            if ((Moved(item.Target, here) ?? Passed(item.TargetAccess, here, clone.Access)) is { } onTarget) yield return Sentence(item, onTarget, "target");
        }
    }

    private static string? Moved(string? planned, CatalogObject? found)
    {
        var now = found is null ? null : Fingerprint.Of(found);
        return now == planned ? null : planned is null ? "appeared" : now is null ? "is gone" : "changed";
    }

    private static string? Passed(string? planned, CatalogObject? found, AccessCheck access) =>
        found is null || access.FingerprintOf(found) == planned ? null : "has another owner or other privileges";

    private static string Sentence(WatchedObject item, string what, string side) => $"{item.Identity} {what} on the {side} since the plan was made";
}
