using PgClone.Postgres.Catalog;
using PgClone.Postgres.Catalog.Composite;
using PgClone.Postgres.Catalog.Constraint;
using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Catalog.MaterializedView;
using PgClone.Postgres.Catalog.Sequence;
using PgClone.Postgres.Catalog.Table;
using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>Tables, views, sequences, indexes and composite types of a schema share one space of names, that of pg_class.</summary>
internal static class RelationNames
{
    /// <summary>The names that an object takes there; none for most kinds.</summary>
    public static IEnumerable<QualifiedName> Of(CatalogObject item) => item switch
    {
        TableObject table => table.Columns.Where(column => column.Identity is not null).Select(column => column.Identity!.Sequence).Append(table.Name),
        ViewObject or MaterializedViewObject or SequenceObject or CompositeObject => [new(item.Identity.Schema!, item.Identity.Name)],
        IndexObject or ConstraintObject { Index: not null } => [new(item.Identity.Schema!, item.Identity.Member!)],
        _ => [],
    };
}
