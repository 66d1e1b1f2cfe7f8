namespace PgClone.Resolution;

/// <summary>What a database is, however it is written: two that are equal are one database.</summary>
/// <param name="Known">The number of the database among those that were looked at; of one that is yet to be created, that of the database it is created from.</param>
/// <param name="Unborn">The name of a database that is yet to be created; null for one that is there.</param>
public readonly record struct DatabaseIdentity(int Known, string? Unborn);
