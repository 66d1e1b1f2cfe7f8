using PgClone.Postgres.Catalog;
using PgClone.Steps;

namespace PgClone.State;

/// <summary>Finds what has moved since a plan was saved. New rows on the source are no staleness: they are copied.</summary>
public static class Staleness
{
    /// <summary>A sentence for each object that is defined otherwise than the plan saw it, or is others' now.</summary>
    public static IEnumerable<string> Of(SavedClone clone, DatabaseCatalog source, DatabaseCatalog target)
    {
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

    private static string Sentence(WatchedObject item, string what, string side) => $"{item.Identity} {what} on the {side} since the plan was saved";
}
