using PgClone.Postgres.Connect;
namespace PgClone.Postgres.Catalog.Access;

/// <summary>Two queries for the owners and privileges of all objects of whatever kind.</summary>
internal static class AccessQueries
{
    /// <summary>The catalogs whose rows have an owner, with its column.</summary>
    private static readonly (string Catalog, string Owner)[] Owned =
    [
        ("pg_class", "relowner"), ("pg_proc", "proowner"), ("pg_type", "typowner"), ("pg_namespace", "nspowner"), ("pg_collation", "collowner"),
        ("pg_statistic_ext", "stxowner"), ("pg_operator", "oprowner"), ("pg_opclass", "opcowner"), ("pg_opfamily", "opfowner"),
        ("pg_conversion", "conowner"), ("pg_ts_config", "cfgowner"), ("pg_ts_dict", "dictowner"), ("pg_language", "lanowner"),
        ("pg_foreign_data_wrapper", "fdwowner"), ("pg_foreign_server", "srvowner"), ("pg_event_trigger", "evtowner"), ("pg_publication", "pubowner"),
        ("pg_subscription", "subowner"), ("pg_default_acl", "defaclrole"), ("pg_database", "datdba"),
    ];

    /// <summary>Every role of the server.</summary>
    public static string Roles(ServerVersion version) => $"""
        -- 10 is the oid of the superuser that initdb makes.
        SELECT r.rolname AS name, r.rolconfig AS settings, r.rolname = CURRENT_USER AS is_current, r.rolsuper AS is_superuser, r.oid = 10 AS is_bootstrap,
               r.rolsuper OR r.rolbypassrls AS passes_row_security,
               pg_catalog.pg_has_role(CURRENT_USER, r.oid, '{(version.HasSetOption ? "SET" : "MEMBER")}') AS may_be_set
        FROM pg_catalog.pg_roles r
        """;

    /// <summary>The owner of each object. Those of ours that belong to others have none of their own and are no rows of these catalogs.</summary>
    public static string Owners => string.Join("\nUNION ALL\n", Owned.Select(pair => $"""
        SELECT 'pg_catalog.{pair.Catalog}'::pg_catalog.regclass::pg_catalog.oid AS catalog, o.oid, pg_catalog.pg_get_userbyid(o.{pair.Owner})::pg_catalog.text AS owner
        FROM pg_catalog.{pair.Catalog} o WHERE {Ours(pair.Catalog)}
        """));

    /// <summary>Every security label of the database, its own included. Those of parts of objects that SECURITY LABEL does not name do not exist.</summary>
    public const string Labels = """
        SELECT l.classoid AS catalog, l.objoid AS oid, a.attname AS column_name, l.provider, l.label
        FROM (SELECT s.classoid, s.objoid, s.objsubid, s.provider, s.label FROM pg_catalog.pg_seclabel s
              UNION ALL
              SELECT s.classoid, s.objoid, 0, s.provider, s.label FROM pg_catalog.pg_shseclabel s) l
        LEFT JOIN pg_catalog.pg_attribute a ON l.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND a.attrelid = l.objoid AND a.attnum = l.objsubid AND l.objsubid <> 0
        ORDER BY l.provider COLLATE "C", a.attname COLLATE "C" NULLS FIRST
        """;

    /// <summary>
    /// What privileges differ from those of a new object. A row names the part of the object it is about (part_*) where GRANT names that by itself.
    /// </summary>
    public static string Privileges => $"""
        {Acls}
        SELECT a.catalog, a.oid, a.column_name, a.is_part, a.word AS part_word, n.nspname AS part_schema, a.name AS part_name,
               a.arguments AS part_arguments, e.granted, e.privilege_type AS word, e.is_grantable AS grantable,
               COALESCE((SELECT pg_catalog.min(l.place) FROM pg_catalog.aclexplode(a.acl) WITH ORDINALITY AS l(grantor, grantee, privilege_type, is_grantable, place)
                         WHERE l.grantor = e.grantor AND l.grantee = e.grantee), 0) AS place,
               CASE WHEN e.grantee = 0 THEN '' WHEN e.grantee <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantee) END AS grantee,
               CASE WHEN e.grantor <> a.owner THEN pg_catalog.pg_get_userbyid(e.grantor) END AS grantor
        FROM acls a
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.namespace
        CROSS JOIN LATERAL (
            SELECT true AS granted, g.* FROM (SELECT * FROM pg_catalog.aclexplode(a.acl) EXCEPT SELECT * FROM pg_catalog.aclexplode(a.base)) g
            UNION ALL
            SELECT false, r.* FROM (SELECT * FROM pg_catalog.aclexplode(a.base) EXCEPT SELECT * FROM pg_catalog.aclexplode(a.acl)) r) e
        WHERE a.acl IS DISTINCT FROM a.base
        """;

    /// <summary>The members of extensions that belong to another role than the extension does.</summary>
    public static string MemberOwners => $"""
        {Acls}
        SELECT a.word, n.nspname::pg_catalog.text AS schema, a.name, a.arguments, pg_catalog.pg_get_userbyid(a.owner)::pg_catalog.text AS owner
        FROM acls a
        JOIN pg_catalog.pg_depend d ON d.classid = a.catalog AND d.objid = a.oid AND d.objsubid = 0 AND d.deptype = 'e'
        JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid AND x.extowner <> a.owner
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.namespace
        WHERE a.is_part AND a.subobject = 0
        """;

    /// <summary>What initdb made and has not the privileges any more that initdb gave it.</summary>
    public static string SystemObjects => $"""
        {Acls}
        SELECT DISTINCT a.catalog, a.oid, a.word, n.nspname::pg_catalog.text AS schema, a.name, a.arguments
        FROM acls a LEFT JOIN pg_catalog.pg_namespace n ON n.oid = a.namespace
        -- As in pg_dump, information_schema is nobody's; servers made by some initdb do not know what it gave there.
        WHERE a.is_system AND a.acl IS DISTINCT FROM a.base
          AND n.nspname IS DISTINCT FROM 'information_schema' AND NOT (a.word = 'SCHEMA' AND a.name = 'information_schema')
          AND (EXISTS (SELECT * FROM pg_catalog.aclexplode(a.acl) EXCEPT SELECT * FROM pg_catalog.aclexplode(a.base))
               OR EXISTS (SELECT * FROM pg_catalog.aclexplode(a.base) EXCEPT SELECT * FROM pg_catalog.aclexplode(a.acl)))
        """;

    /// <summary>Every list of privileges with the one to compare it with.</summary>
    private const string Acls = """
        WITH every AS (
          SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AS catalog, c.oid, 0 AS subobject, NULL::pg_catalog.text AS column_name,
                 c.relacl AS acl, c.relowner AS owner, (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS type,
                 CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS word, c.relnamespace AS namespace, c.relname::pg_catalog.text AS name,
                 NULL::pg_catalog.text AS arguments
          FROM pg_catalog.pg_class c WHERE c.relacl IS NOT NULL AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
          UNION ALL
          SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, a.attnum, a.attname, a.attacl, c.relowner, 'c', 'TABLE', c.relnamespace, c.relname, NULL
          FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
          WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
          UNION ALL
          SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 0, NULL, p.proacl, p.proowner, 'f',
                 CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.pronamespace, p.proname,
                 '(' || COALESCE((SELECT pg_catalog.string_agg(pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place)
                                  FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS a(type, place)), '') || ')'
          FROM pg_catalog.pg_proc p WHERE p.proacl IS NOT NULL
          UNION ALL
          -- The row type of a table, an array and a multirange have the privileges of what they are made of.
          SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 0, NULL, t.typacl, t.typowner, 'T', 'TYPE', t.typnamespace, t.typname, NULL
          FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class r ON r.oid = t.typrelid
          WHERE t.typacl IS NOT NULL AND COALESCE(r.relkind, 'c') = 'c' AND t.typtype <> 'm'
          UNION ALL
          SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass, n.oid, 0, NULL, n.nspacl, n.nspowner, 'n', 'SCHEMA', 0, n.nspname, NULL
          FROM pg_catalog.pg_namespace n WHERE n.nspacl IS NOT NULL
          UNION ALL
          SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, l.oid, 0, NULL, l.lanacl, l.lanowner, 'l', 'LANGUAGE', 0, l.lanname, NULL
          FROM pg_catalog.pg_language l WHERE l.lanacl IS NOT NULL
          UNION ALL
          SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, f.oid, 0, NULL, f.fdwacl, f.fdwowner, 'F', 'FOREIGN DATA WRAPPER', 0, f.fdwname, NULL
          FROM pg_catalog.pg_foreign_data_wrapper f WHERE f.fdwacl IS NOT NULL
          UNION ALL
          SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, s.oid, 0, NULL, s.srvacl, s.srvowner, 'S', 'FOREIGN SERVER', 0, s.srvname, NULL
          FROM pg_catalog.pg_foreign_server s WHERE s.srvacl IS NOT NULL
          UNION ALL
          SELECT 'pg_catalog.pg_database'::pg_catalog.regclass, d.oid, 0, NULL, d.datacl, d.datdba, 'd', 'DATABASE', 0, d.datname, NULL
          FROM pg_catalog.pg_database d WHERE d.datacl IS NOT NULL AND d.datname = pg_catalog.current_database()
          UNION ALL
          -- In a schema they come on top of a new object's, as those of a column do: from nothing.
          SELECT 'pg_catalog.pg_default_acl'::pg_catalog.regclass, d.oid, 0, NULL, d.defaclacl, d.defaclrole,
                 CASE WHEN d.defaclnamespace <> 0 THEN 'c' ELSE pg_catalog.translate(d.defaclobjtype::pg_catalog.text, 'S', 's') END::"char", '', 0, '', NULL
          FROM pg_catalog.pg_default_acl d),
        judged AS (SELECT e.*, e.oid < 16384 AND e.type <> 'd' AND NOT (e.type = 'n' AND e.name = 'public') AS is_system FROM every e),
        -- What initdb made stays with the superuser that it made on a clone, so it is looked at as if it were there already: who got it by ALTER OWNER grants in that one's name.
        kept AS (
          SELECT j.catalog, j.oid, j.subobject, j.column_name, j.type, j.word, j.namespace, j.name, j.arguments, j.is_system,
                 CASE WHEN j.is_system THEN 10 ELSE j.owner END AS owner,
                 CASE WHEN j.is_system AND j.owner <> 10
                      -- An empty list of another make is none to aclexplode.
                      THEN NULLIF(ARRAY(SELECT pg_catalog.makeaclitem(g.grantee, CASE g.grantor WHEN j.owner THEN 10 ELSE g.grantor END, g.privilege_type, g.is_grantable)
                                 FROM pg_catalog.aclexplode(j.acl) g), '{}')
                      ELSE j.acl END AS acl
          FROM judged j),
        -- With what each had at first: by initdb, by the script of an extension, or by nature.
        acls AS (
          SELECT e.*, p.classid IS NOT NULL AS is_part, CASE
              WHEN i.initprivs IS NOT NULL AND (p.deptype = 'e' OR e.oid < 16384) AND NOT (e.type = 'n' AND e.name = 'public') THEN i.initprivs
              -- The schema public as 15 and later make it, for older servers too: so CREATE for everybody is a grant like others, as in pg_dump.
              WHEN e.type = 'n' AND e.name = 'public' THEN pg_catalog.acldefault('n', e.owner) || pg_catalog.makeaclitem(0, e.owner, 'USAGE', false)
              ELSE pg_catalog.acldefault(e.type, e.owner) END AS base
          FROM kept e
          -- Sequences behind identity columns, and members of extensions.
          LEFT JOIN pg_catalog.pg_depend p ON p.classid = e.catalog AND p.objid = e.oid AND p.objsubid = 0 AND e.oid >= 16384
                    AND (p.deptype = 'e' OR (p.deptype = 'i' AND p.refobjsubid > 0 AND e.type = 's'))
          LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = e.catalog AND i.objoid = e.oid AND i.objsubid = e.subobject)
        """;

    /// <summary>What initdb made is nobody's, but for the schema public.</summary>
    private static string Ours(string catalog) => catalog switch
    {
        "pg_database" => "o.datname = pg_catalog.current_database()",
        "pg_namespace" => "(o.oid >= 16384 OR o.nspname = 'public')",
        "pg_class" => "o.oid >= 16384 AND o.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')",
        "pg_type" => "o.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = o.oid)",
        _ => "o.oid >= 16384",
    };
}
