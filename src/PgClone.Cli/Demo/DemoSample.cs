using PgClone.Postgres.Sql;

namespace PgClone.Cli.Demo;

/// <summary>A few rows of a table on both sides.</summary>
/// <param name="Table">The table, qualified.</param>
/// <param name="Columns">The names of the columns that are shown.</param>
/// <param name="Rows">The rows, in the order of the table's key.</param>
public sealed record DemoSample(string Table, ValueList<string> Columns, ValueList<DemoRow> Rows);
