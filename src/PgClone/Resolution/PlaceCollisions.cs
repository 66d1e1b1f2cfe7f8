using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>
/// Finds indexes and constraints that cannot be made because another one of the target that stays is where only one can be: a table has one primary key,
/// and a partition one index below each partitioned one.
/// </summary>
internal static class PlaceCollisions
{
    /// <summary>Tells the bag of each.</summary>
    public static void Check(CloneDefinition clone, DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions, DiagnosticBag diagnostics)
    {
        var holders = target.Objects.Values.Where(item => !IsGone(item.Identity))
            .SelectMany(item => Places(item).Where(place => !IsGone(item.Owner!.Value) && !(place.Above is { } above && AboveGoes(above)))
                .Select(place => (Place: place, item.Identity)))
            .ToLookup(pair => pair.Place, pair => pair.Identity);
        foreach (var made in decisions.Values.Where(item => item.IsMade).OrderBy(item => item.Identity))
            foreach (var (place, holder) in Places(made.Desired!).SelectMany(place => holders[place].Select(holder => (place, holder))))
                diagnostics.Error(DiagnosticCodes.NameTaken,
                    $"{made.Identity} cannot be made: {holder} of the target, which PgClone did not make, {place.Reason}",
                    clone.Location, "drop it on the target");

        bool IsGone(ObjectIdentity item) => decisions.GetValueOrDefault(item) is { IsGone: true };
        bool AboveGoes(QualifiedName index) => decisions.Values.Any(item => item.IsGone && RelationNames.Of(item.Current!).Contains(index));
    }

    private static IEnumerable<Place> Places(CatalogObject item)
    {
        if (item is ConstraintObject { Type: ConstraintType.PrimaryKey, Table: var keyed }) yield return new(keyed, null);
        var (table, above) = item switch
        {
            IndexObject index => (new QualifiedName(index.Identity.Schema!, index.Identity.Name), index.Settings.AttachedTo),
            ConstraintObject { Index: { } settings } constraint => (constraint.Table, settings.AttachedTo),
            _ => (default, null),
        };
        if (above is not null) yield return new(table, above);
    }

    /// <summary>Where only one can be: the primary key of a table, or below a partitioned index.</summary>
    private sealed record Place(QualifiedName Table, QualifiedName? Above)
    {
        public string Reason => Above is { } above ? $"is attached to index {above} for that partition" : "is the primary key of that table";
    }
}
