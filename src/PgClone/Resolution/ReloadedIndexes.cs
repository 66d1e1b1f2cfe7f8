using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Sql;
using PgClone.Steps;

namespace PgClone.Resolution;

/// <summary>
/// Finds the indexes of large tables whose rows are replaced: to build them anew when all rows are there, several at once, takes half the time that it takes
/// to keep them up row by row (populate.html in the manual; measured). So do those behind primary keys and unique constraints, whose foreign keys go anyway.
/// </summary>
internal sealed class ReloadedIndexes(DatabaseCatalog target, IReadOnlyDictionary<ObjectIdentity, ObjectDecision> decisions)
{
    // Below, a drop and a build cost more than they save.
    private const long LargeBytes = SqlStep.LargeBytes;

    /// <summary>The indexes and constraints to make again, with the reason.</summary>
    public IEnumerable<(ObjectIdentity Item, string Reason)> Of(IEnumerable<TableDecision> tables)
    {
        var large = tables.Where(table => table is { Action: RowAction.Reload, Exchanged.Count: 0, Size.Bytes: >= LargeBytes }).Select(table => table.Rows.Table).ToHashSet();
        // In most plans there is none, and then nothing else is looked at.
        if (large.Count == 0) return [];
        var dependents = target.Dependencies.ToLookup(edge => edge.Referenced, edge => edge.Dependent);
        return target.Objects.Values.Where(item => TableOf(item) is { } table && large.Contains(table) && MayGo(item.Identity, dependents[item.Identity]))
            .Select(item => (item.Identity, "is built anew once the rows are replaced"));
    }

    /// <summary>The table of an index that stands by itself; null for one that a partitioned index brings along, and for all else.</summary>
    private static QualifiedName? TableOf(CatalogObject item) => item switch
    {
        IndexObject { Settings.AttachedTo: null, Owner: { } owner } => new(owner.Schema!, owner.Name),
        ConstraintObject { Index.AttachedTo: null, Type: not ConstraintType.ForeignKey } key => key.Table,
        _ => null,
    };

    /// <summary>
    /// True for one of the clone that stays as it is, and that only foreign keys of the clone need: views that group by a key, and all else, would have to go too.
    /// </summary>
    private bool MayGo(ObjectIdentity item, IEnumerable<ObjectIdentity> dependents) => decisions.GetValueOrDefault(item)?.Action == ObjectAction.Unchanged
        && dependents.All(dependent => decisions.ContainsKey(dependent) && target.Objects[dependent] is ConstraintObject { Type: ConstraintType.ForeignKey });
}
