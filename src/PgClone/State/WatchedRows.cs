using PgClone.Postgres.Rows;

namespace PgClone.State;

/// <summary>A table whose rows the plan leaves as they are, because they are those that the source held when it was made.</summary>
/// <param name="Rows">The rows that it should hold.</param>
/// <param name="Digest">What they add up to.</param>
public sealed record WatchedRows(RowSet Rows, RowDigest Digest);
