namespace PgClone.Postgres.LargeObjects;

/// <summary>Some bytes of a large object.</summary>
/// <param name="Oid">The object.</param>
/// <param name="Place">How many bytes are before them.</param>
/// <param name="Data">The bytes.</param>
public readonly record struct LargeObjectPiece(uint Oid, long Place, byte[] Data);
