namespace PgClone.Postgres.Catalog;

/// <summary>
/// Where the rows of a table lie, and how many columns it ever had: TRUNCATE and every command that writes all rows anew give it another file, and a column
/// that comes with a value for all rows, though it writes none, is counted.
/// </summary>
/// <param name="Table">The oid of the table.</param>
/// <param name="Node">The name of its file (pg_class.relfilenode).</param>
/// <param name="Columns">The columns it has and had (pg_class.relnatts).</param>
public readonly record struct TableFile(uint Table, uint Node, int Columns);
