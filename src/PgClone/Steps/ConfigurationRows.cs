using PgClone.Postgres.Rows;

namespace PgClone.Steps;

/// <summary>The rows of the user in one table of an extension.</summary>
/// <param name="Rows">What the table should hold of them.</param>
/// <param name="Replaces">What goes before they come.</param>
public sealed record ConfigurationRows(RowSet Rows, ReplacedRows Replaces);
