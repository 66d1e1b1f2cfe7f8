using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog;

/// <summary>One kind of object: how all of them are read from a database with one query.</summary>
public abstract class CatalogKind
{
    /// <summary>The word for it in plans, selectors and output: <c>table</c>, <c>function</c>, <c>domain</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The oid of the catalog whose rows these objects are; see <see cref="SystemCatalog"/>.</summary>
    public abstract uint Catalog { get; }

    /// <summary>
    /// The query for all objects of the kind in the database. It returns <c>oid</c> and what <see cref="Read"/> asks for, leaves out
    /// members of extensions and what initdb made, and needs no order.
    /// </summary>
    public abstract string Query(ServerVersion version);

    /// <summary>How the server numbers the object of a row of <see cref="Query"/>.</summary>
    public virtual ObjectKey Key(CatalogRow row) => new(Catalog, row.Oid("oid"));

    /// <summary>One row of <see cref="Query"/> as an object.</summary>
    public abstract CatalogObject Read(CatalogRow row);
}
