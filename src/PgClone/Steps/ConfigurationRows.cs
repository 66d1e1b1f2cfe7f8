using PgClone.Postgres.Rows;

namespace PgClone.Steps;

/// <summary>The rows of the user in one table of an extension.</summary>
/// <param name="Rows">What the table should hold of them.</param>
/// <param name="Replaces">What goes before they come.</param>
/// <param name="Replaced">What those of users come to that go; null where none do, or where they were not counted.</param>
public sealed record ConfigurationRows(RowSet Rows, ReplacedRows Replaces, RowDigest? Replaced);
