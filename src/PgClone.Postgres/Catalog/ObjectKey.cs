namespace PgClone.Postgres.Catalog;

/// <summary>
/// How one server numbers an object: the catalog it is a row of and its oid there, as in pg_depend. Means nothing on another server.
/// </summary>
public readonly record struct ObjectKey(uint Catalog, uint Oid);
