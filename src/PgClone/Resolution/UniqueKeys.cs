using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>Knows which tables have another key than their primary one that forbids two rows the same value, or a primary key that forbids more than that.</summary>
internal sealed class UniqueKeys(DatabaseCatalog catalog)
{
    private readonly HashSet<QualifiedName> _others =
    [
        .. catalog.OfType<ConstraintObject>().Where(key => key.Type is ConstraintType.Unique or ConstraintType.Exclusion || key.ForbidsOverlaps).Select(key => key.Table),
        .. catalog.OfType<IndexObject>().Where(index => index.IsUnique).Select(index => index.Table),
    ];

    /// <summary>True for a table that has one.</summary>
    public bool HasOthers(QualifiedName table) => _others.Contains(table);
}
