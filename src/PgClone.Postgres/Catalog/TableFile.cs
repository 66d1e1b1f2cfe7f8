namespace PgClone.Postgres.Catalog;

/// <summary>
/// Where the rows of a table lie, and how they are read: TRUNCATE and every command that writes all rows anew give it another file; commands that write none
/// may yet give all rows another value of a column, by another name, or by another label of an enum.
/// </summary>
/// <param name="Table">The oid of the table.</param>
/// <param name="Node">The name of its file (pg_class.relfilenode).</param>
/// <param name="Reading">Tells the numbers, names and types of its columns, and the labels of enums where they can matter.</param>
public readonly record struct TableFile(uint Table, uint Node, string Reading)
{
    /// <summary>The SQL of <see cref="Reading"/>, over a pg_class named c.</summary>
    public const string ReadingSql = """
        (SELECT pg_catalog.md5(pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attnum, a.attname, a.atttypid), ',' ORDER BY a.attnum)
                || CASE WHEN pg_catalog.bool_or(y.typtype IN ('d', 'e'))
                        THEN (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', l.oid, l.enumlabel), ',' ORDER BY l.oid) FROM pg_catalog.pg_enum l) ELSE '' END)
         FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type y ON y.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
        """;
}
