using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds partitioned indexes of ours that have one in a partition where the source's has none: made with ON ONLY there, and completed here by ATTACH PARTITION,
/// which makes what lacks. It cannot be dropped without the index above, which is made again without it.
/// </summary>
internal sealed class SurplusPartitionIndexes(DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
{
    /// <summary>The partitioned indexes to make again, with the reason.</summary>
    public IEnumerable<(ObjectIdentity Item, string Reason)> Above()
    {
        var ours = decisions.Values.Where(item => item is { Action: ObjectAction.Unchanged, Desired: IndexObject })
            .ToDictionary(item => new QualifiedName(item.Identity.Schema!, item.Identity.Member!), item => item.Identity);
        return
            from index in target.OfType<IndexObject>()
            where index.Settings.AttachedTo is { } above && ours.ContainsKey(above)
                && !decisions.ContainsKey(index.Identity) && decisions.GetValueOrDefault(index.Owner!.Value) is { IsGone: false, Desired: not null }
            select (ours[index.Settings.AttachedTo!.Value], $"has {index.Identity} in a partition, which the source has not");
    }
}
