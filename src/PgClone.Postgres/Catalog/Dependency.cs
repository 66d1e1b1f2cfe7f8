namespace PgClone.Postgres.Catalog;

/// <summary>
/// One object needs another (pg_depend), parts of objects already folded into the whole.
/// </summary>
/// <param name="Dependent">The object that needs.</param>
/// <param name="Referenced">The object that is needed.</param>
/// <param name="Column">The number of the needed column when only one column is needed, else 0.</param>
/// <param name="GoesWith">True when the dependent disappears with what it needs, without CASCADE.</param>
public readonly record struct Dependency(ObjectIdentity Dependent, ObjectIdentity Referenced, int Column, bool GoesWith);
