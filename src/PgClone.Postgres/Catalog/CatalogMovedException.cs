namespace PgClone.Postgres.Catalog;

/// <summary>
/// An object went while its definition was read. The catalogs are read on a snapshot, but the server functions that print definitions see what
/// is there now: of what was dropped meanwhile they return NULL, or fail.
/// </summary>
public sealed class CatalogMovedException(string message, Exception? inner = null) : Exception(message, inner);
