using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;

namespace PgClone.Resolution;

/// <summary>Keys of which a run that was cut off made the index only: the ledger has them since then, and the next run completes them.</summary>
internal static class UnfinishedKeys
{
    /// <summary>The target with such a key in the place of its index.</summary>
    /// <param name="source">What the source has.</param>
    /// <param name="target">What the target has.</param>
    /// <param name="isOurs">True for a key that PgClone made, or began to make.</param>
    public static DatabaseCatalog Recognize(DatabaseCatalog source, DatabaseCatalog target, Func<ObjectIdentity, bool> isOurs)
    {
        var unfinished = target.OfType<IndexObject>().Select(index => (Index: index, Key: KeyOf(index))).Where(pair => pair.Key is not null)
            .ToDictionary(pair => pair.Index.Identity, pair => pair.Key!.AsBareIndex(pair.Index));
        if (unfinished.Count == 0) return target;
        return target with { Objects = target.Objects.Values.Select(item => unfinished.GetValueOrDefault(item.Identity) ?? item).ToDictionary(item => item.Identity) };

        ConstraintObject? KeyOf(IndexObject index)
        {
            var key = index.Identity with { Kind = "constraint" };
            return index.IsUnique && isOurs(key) && !target.Objects.ContainsKey(key) && source.Objects.GetValueOrDefault(key) is ConstraintObject { CanUseIndex: true } wanted
                ? wanted : null;
        }
    }
}
