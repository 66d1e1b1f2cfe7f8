using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog;

/// <summary>The queries of a catalog read that belong to no single kind.</summary>
internal static class CatalogQueries
{
    /// <summary>Encoding and locale of the current database.</summary>
    public static string Properties(ServerVersion version) => $"""
        SELECT d.datname::pg_catalog.text AS name, pg_catalog.pg_get_userbyid(d.datdba)::pg_catalog.text AS owner,
               pg_catalog.pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS collate, d.datctype AS character_type,
               {(version.HasIcuDatabaseLocale ? "CASE d.datlocprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END" : "'libc'")} AS provider,
               {(version.HasProviderNeutralLocale ? "d.datlocale" : version.HasIcuDatabaseLocale ? "d.daticulocale" : "NULL::pg_catalog.text")} AS locale,
               {(version.HasIcuRules ? "d.daticurules" : "NULL::pg_catalog.text")} AS icu_rules
        FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
        """;

    /// <summary>pg_depend without what initdb made.</summary>
    public const string Dependencies = """
        SELECT d.classid AS catalog, d.objid AS oid, d.refclassid AS referenced_catalog, d.refobjid AS referenced_oid,
               d.refobjsubid::pg_catalog.int8 AS referenced_column,
               -- A member goes with its operator or function; the family it is part of stays.
               d.deptype IN ('a', 'i', 'P', 'S')
                 AND d.classid NOT IN ('pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass) AS goes_with
        FROM pg_catalog.pg_depend d
        WHERE d.objid >= 16384 AND d.deptype IN ('n', 'a', 'i', 'P', 'S', 'x')
        """;

    /// <summary>What goes with an extension because somebody said so.</summary>
    public const string ExtensionDependents = """
        SELECT d.classid AS catalog, d.objid AS oid, e.extname AS extension
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        WHERE d.deptype = 'x' AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
        ORDER BY e.extname COLLATE "C"
        """;

    /// <summary>
    /// What extensions name as their configuration: rows of tables that match the condition are the user's, and so is where a sequence stands; materialized
    /// views are computed anew. Of views, partitioned and foreign tables there are no rows to take, as in makeTableDataInfo in src/bin/pg_dump/pg_dump.c.
    /// </summary>
    public const string ExtensionConfiguration = """
        SELECT r.oid, e.extname AS extension, n.nspname AS schema, r.relname AS name, r.relkind::pg_catalog.text AS relation_kind, COALESCE(u.condition, '') AS condition,
               (SELECT pg_catalog.json_agg(DISTINCT pg_catalog.jsonb_build_object('schema', fn.nspname, 'name', f.relname))
                FROM pg_catalog.pg_constraint k
                JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
                JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
                WHERE k.conrelid = r.oid AND k.contype = 'f' AND k.confrelid <> r.oid)::pg_catalog.text AS referenced
        FROM pg_catalog.pg_extension e
        CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.extconfig), pg_catalog.unnest(e.extcondition)) AS u(relation, condition)
        JOIN pg_catalog.pg_class r ON r.oid = u.relation
        JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
        WHERE r.relkind IN ('r', 'S', 'm')
        """;

    /// <summary>
    /// Rows that are part of an object of ours, or come with it: what depends on the part depends on the whole.
    /// </summary>
    public static string Parts(ServerVersion version) => $"""
        -- The row type of a relation; of a free-standing composite type it is the other way round.
        SELECT 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid AS catalog, c.reltype AS oid,
               'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AS whole_catalog, c.oid AS whole_oid
        FROM pg_catalog.pg_class c WHERE c.reltype <> 0 AND c.relkind <> 'c' AND c.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 'pg_catalog.pg_type'::pg_catalog.regclass, c.reltype
        FROM pg_catalog.pg_class c WHERE c.relkind = 'c' AND c.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.typarray, 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid
        FROM pg_catalog.pg_type t WHERE t.typarray >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, r.rngmultitypid, 'pg_catalog.pg_type'::pg_catalog.regclass, r.rngtypid
        FROM pg_catalog.pg_range r WHERE r.rngtypid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, r.ev_class
        FROM pg_catalog.pg_rewrite r WHERE r.ev_type = '1' AND r.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, k.conindid, 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid
        FROM pg_catalog.pg_constraint k WHERE k.contype IN ('p', 'u', 'x') AND k.oid >= 16384
        UNION ALL
        -- Generation expressions, inherited checks and NOT NULLs are part of the table; constraints of a domain part of the domain.
        SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, d.adrelid
        FROM pg_catalog.pg_attrdef d
        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum AND a.attgenerated <> ''
        UNION ALL
        SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 'pg_catalog.pg_class'::pg_catalog.regclass, k.conrelid
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        WHERE k.oid >= 16384 AND ((k.contype = 'c' AND NOT k.conislocal AND NOT c.relispartition) OR (k.contype = 'n' AND k.convalidated))
        UNION ALL
        SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 'pg_catalog.pg_type'::pg_catalog.regclass, k.contypid
        FROM pg_catalog.pg_constraint k WHERE k.contypid <> 0 AND k.oid >= 16384
        UNION ALL
        SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.conparentid
        FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conparentid <> 0
        UNION ALL
        -- The tables and schemas of a publication.
        SELECT 'pg_catalog.pg_publication_rel'::pg_catalog.regclass, r.oid, 'pg_catalog.pg_publication'::pg_catalog.regclass, r.prpubid
        FROM pg_catalog.pg_publication_rel r
        {(version.HasPublishedSchemas ? """
            UNION ALL
            SELECT 'pg_catalog.pg_publication_namespace'::pg_catalog.regclass, s.oid, 'pg_catalog.pg_publication'::pg_catalog.regclass, s.pnpubid
            FROM pg_catalog.pg_publication_namespace s
            """ : "")}
        UNION ALL
        -- A trigger that a partition has from above, unless it is an object itself because it fires at other times.
        SELECT 'pg_catalog.pg_trigger'::pg_catalog.regclass, t.oid, 'pg_catalog.pg_trigger'::pg_catalog.regclass, t.tgparentid
        FROM pg_catalog.pg_trigger t WHERE t.tgparentid <> 0
        UNION ALL
        -- The members of an operator class or family.
        SELECT d.classid, d.objid, d.refclassid, d.refobjid
        FROM pg_catalog.pg_depend d
        LEFT JOIN pg_catalog.pg_amop o ON o.oid = d.objid AND d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass
        WHERE d.classid IN ('pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass)
          AND (d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
               OR (d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND d.refobjid IS DISTINCT FROM o.amopsortfamily))
        UNION ALL
        SELECT d.classid, d.objid, d.refclassid, d.refobjid
        FROM pg_catalog.pg_depend d
        -- Sequences behind identity columns, and members of extensions.
        WHERE d.deptype = 'e' OR (d.deptype = 'i' AND d.refobjsubid > 0
              AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass)
        """;

    /// <summary>Heap and TOAST bytes of every table, and the planner's estimate.</summary>
    public static string Sizes => $"""
        SELECT n.nspname AS schema, c.relname AS name, c.reltuples::pg_catalog.int8 AS estimated_rows, c.oid, c.relfilenode AS file, {TableFile.ReadingSql} AS reading,
               pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::pg_catalog.int8 AS pages,
               CASE WHEN c.relkind = 'p' THEN 0
                    ELSE pg_catalog.pg_relation_size(c.oid)
                         + CASE WHEN c.reltoastrelid = 0 THEN 0 ELSE pg_catalog.pg_relation_size(c.reltoastrelid) END END AS bytes
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND ({UserObjects.InUserSchema("n")} OR {UserObjects.IsConfiguration("c.oid")})
        """;

    // Oids from here on initdb gives, and another version gives others (FirstGenbkiObjectId in src/include/access/transam.h).
    private const string FirstOfInitdb = "10000";

    /// <summary>Every type but the row types of tables and their arrays, which no digest or binary copy trusts anyway.</summary>
    public static string Types => $"""
        SELECT t.oid, t.typname AS name, t.oid < {FirstOfInitdb} AS is_built_in, t.typtype::pg_catalog.text AS type, t.typcategory::pg_catalog.text AS category,
               CASE WHEN t.typtype = 'd' THEN t.typbasetype WHEN e.oid IS NOT NULL THEN e.oid ELSE COALESCE(r.rngsubtype, m.rngtypid, 0) END AS inner_type,
               -- VARHDRSZ is part of the modifier of varchar and char.
               CASE WHEN t.typtype = 'd' AND t.typcategory = 'S' AND t.typtypmod > 4 THEN t.typtypmod::pg_catalog.int8 - 4 END AS max_length, e.oid IS NOT NULL AS is_array,
               (SELECT pg_catalog.format('%I.%I', sn.nspname, s.proname) FROM pg_catalog.pg_proc s
                JOIN pg_catalog.pg_namespace sn ON sn.oid = s.pronamespace WHERE s.oid = t.typsend) AS send_function,
               CASE WHEN c.relkind = 'c' THEN (SELECT pg_catalog.json_agg(a.atttypid::pg_catalog.int8 ORDER BY a.attnum)
                                               FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped)::pg_catalog.text END AS attributes
        FROM pg_catalog.pg_type t
        LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
        LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
        LEFT JOIN pg_catalog.pg_range m ON m.rngmultitypid = t.oid
        LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
        LEFT JOIN pg_catalog.pg_class ec ON ec.oid = e.typrelid
        WHERE COALESCE(c.relkind, 'c') = 'c' AND COALESCE(ec.relkind, 'c') = 'c'
        """;

    /// <summary>The names of the sequences that may be read; their values take a second look, each is a relation of its own.</summary>
    public static string SequenceNames => $"""
        SELECT n.nspname AS schema, c.relname AS name
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
          AND (({UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}) OR {UserObjects.IsConfiguration("c.oid")})
        """;

    /// <summary>Objects of the kinds that are not supported yet.</summary>
    public static string Unsupported => $"""
        -- Added to a family that initdb made, and tied to no class: no object of ours holds it, and pg_dump leaves it out.
        SELECT '{UnsupportedObject.OperatorMember}' AS kind, NULL::pg_catalog.text AS schema,
               pg_catalog.pg_describe_object('pg_catalog.pg_amop'::pg_catalog.regclass, o.oid, 0) AS name
        FROM pg_catalog.pg_amop o
        WHERE o.oid >= 16384 AND o.amopfamily < 16384 AND {UserObjects.NotOfExtension("pg_operator", "o.amopopr")}
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass AND d.objid = o.oid
                          AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass)
        UNION ALL
        SELECT '{UnsupportedObject.OperatorMember}', NULL, pg_catalog.pg_describe_object('pg_catalog.pg_amproc'::pg_catalog.regclass, p.oid, 0)
        FROM pg_catalog.pg_amproc p
        WHERE p.oid >= 16384 AND p.amprocfamily < 16384 AND {UserObjects.NotOfExtension("pg_proc", "p.amproc")}
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass AND d.objid = p.oid
                          AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass)
        UNION ALL
        -- A source that is itself the target of clones has a ledger of its own, which stays there.
        SELECT '{UnsupportedObject.InLedgerSchema}', n.nspname, c.relname
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'pgclone' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
          AND c.relname NOT IN ('runs', 'steps', 'objects', 'refreshes', 'large_objects', 'rows')
          AND NOT pg_catalog.starts_with(c.relname::pg_catalog.text, 'gone_')
        UNION ALL
        SELECT '{UnsupportedObject.InLedgerSchema}', n.nspname, p.proname
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'pgclone'
        """;
}
