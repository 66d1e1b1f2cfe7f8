using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>
/// All that makes a table what it is but its rows and foreign keys, with the views on it and whatever else hangs on either, whoever made it: two shapes that are
/// equal mean that nobody has changed anything in between.
/// </summary>
/// <param name="Text">A digest. It names objects and no oids, since views may be made again as they were.</param>
/// <param name="Hidden">What no catalog of ours shows, and would be lost with the table, in words; null for nothing.</param>
public sealed record TableShape(string Text, string? Hidden)
{
    /// <summary>Reads the shape of a table as it is now.</summary>
    public static async Task<TableShape> ReadAsync(QualifiedName table, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Query(table), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetString(0), await reader.IsDBNullAsync(1, cancellation) ? null : reader.GetString(1));
    }

    private static string Query(QualifiedName table) => $"""
        WITH RECURSIVE relations(oid) AS (
            SELECT {Literal.Quote(table.Sql)}::pg_catalog.regclass::pg_catalog.oid
            UNION
            SELECT r.ev_class FROM relations x
            JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = x.oid
            JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = d.objid),
        dependents(classid, objid) AS (
            SELECT d.classid, d.objid FROM relations x JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = x.oid
            WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                              WHERE d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objid AND k.contype = 'f')
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND t.oid = d.objid AND t.tgisinternal)
            UNION SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid FROM relations x JOIN pg_catalog.pg_index i ON i.indrelid = x.oid
            UNION SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, x.oid FROM relations x),
        lines(line) AS (
            SELECT (i.type, i.identity, pg_catalog.obj_description(d.objid, c.relname))::pg_catalog.text
            FROM dependents d JOIN pg_catalog.pg_class c ON c.oid = d.classid, LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) i
            UNION ALL
            SELECT (c.oid::pg_catalog.regclass, c.relowner, c.relacl, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.reltablespace,
                    c.relpersistence, t.typacl, CASE c.relkind WHEN 'v' THEN pg_catalog.pg_get_viewdef(c.oid) END)::pg_catalog.text
            FROM dependents d JOIN pg_catalog.pg_class c ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objid
            LEFT JOIN pg_catalog.pg_type t ON t.oid = c.reltype
            UNION ALL
            SELECT (x.oid::pg_catalog.regclass, pg_catalog.to_jsonb(a) - 'attrelid', pg_catalog.pg_get_expr(v.adbin, v.adrelid),
                    pg_catalog.col_description(x.oid, a.attnum))::pg_catalog.text
            FROM relations x JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid LEFT JOIN pg_catalog.pg_attrdef v ON v.adrelid = x.oid AND v.adnum = a.attnum
            UNION ALL
            SELECT (i.indexrelid::pg_catalog.regclass, i.indisvalid, i.indisclustered, i.indisreplident, pg_catalog.pg_get_indexdef(i.indexrelid))::pg_catalog.text
            FROM relations x JOIN pg_catalog.pg_index i ON i.indrelid = x.oid
            UNION ALL
            SELECT (x.oid::pg_catalog.regclass, k.conname, k.convalidated, pg_catalog.pg_get_constraintdef(k.oid))::pg_catalog.text
            FROM relations x JOIN pg_catalog.pg_constraint k ON k.conrelid = x.oid AND k.contype <> 'f'
            UNION ALL
            SELECT (t.tgenabled, pg_catalog.pg_get_triggerdef(t.oid))::pg_catalog.text
            FROM relations x JOIN pg_catalog.pg_trigger t ON t.tgrelid = x.oid AND NOT t.tgisinternal
            UNION ALL
            SELECT (r.ev_enabled, pg_catalog.pg_get_ruledef(r.oid))::pg_catalog.text FROM relations x JOIN pg_catalog.pg_rewrite r ON r.ev_class = x.oid
            UNION ALL
            SELECT (pg_catalog.to_jsonb(p) - 'oid' - 'polrelid')::pg_catalog.text FROM relations x JOIN pg_catalog.pg_policy p ON p.polrelid = x.oid
            UNION ALL
            SELECT (s.stxowner, pg_catalog.to_jsonb(s) -> 'stxstattarget', pg_catalog.pg_get_statisticsobjdef(s.oid))::pg_catalog.text
            FROM relations x JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = x.oid)
        SELECT (SELECT pg_catalog.md5(pg_catalog.string_agg(l.line, ';' ORDER BY l.line COLLATE "C")) FROM lines l),
               CASE WHEN EXISTS (SELECT FROM relations x JOIN pg_catalog.pg_index i ON i.indrelid = x.oid WHERE NOT i.indisvalid)
                    THEN 'it has an index that is not valid'
                    WHEN EXISTS (SELECT FROM relations x JOIN pg_catalog.pg_class c ON c.oid = x.oid WHERE c.relpersistence = 't')
                    THEN 'a temporary view reads it'
                    WHEN EXISTS (SELECT FROM relations x JOIN pg_catalog.pg_type t ON t.typrelid = x.oid
                                 WHERE t.typacl IS NOT NULL OR pg_catalog.obj_description(t.oid, 'pg_type') IS NOT NULL)
                    THEN 'its row type has privileges or a comment'
               END
        """;
}
