namespace PgClone.Postgres.Connect;

/// <summary>A place in the write-ahead log of a server.</summary>
/// <param name="Timeline">The timeline it is on.</param>
/// <param name="Bytes">Its distance from the beginning (pg_lsn).</param>
public sealed record LogPosition(int Timeline, long Bytes);
