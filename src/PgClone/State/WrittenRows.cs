using PgClone.Postgres.Rows;

namespace PgClone.State;

/// <summary>What a transaction did to the rows of a table.</summary>
/// <param name="Rows">The rows that the table should hold: those of a part, where it is filled in several.</param>
/// <param name="Count">How many these are.</param>
/// <param name="Parts">How many transactions fill the table.</param>
/// <param name="Kept">The rows that were right before, and stay.</param>
public sealed record WrittenRows(RowSet Rows, long Count, int Parts, KeptRows Kept);
