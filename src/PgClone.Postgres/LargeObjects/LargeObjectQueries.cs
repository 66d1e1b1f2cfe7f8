namespace PgClone.Postgres.LargeObjects;

/// <summary>
/// The queries for large objects. Their pages are for superusers to read, as a table; others open each by itself, where their privileges are checked,
/// which still is one query for all.
/// </summary>
internal static class LargeObjectQueries
{
    /// <summary>LOBLKSIZE of a server with blocks of 8 KB (src/include/storage/large_object.h); a digest goes by pieces of this size on every server.</summary>
    public const int PageBytes = 2048;

    /// <summary>How much of one object is read at a time where its pages cannot be.</summary>
    private const int SliceBytes = 1 << 20;

    // inv_open flags (src/include/libpq/libpq-fs.h).
    private const int ForReading = 0x40000;

    /// <summary>True when the pages of all can be read, and are of the usual size.</summary>
    public const string ReadsPages =
        "(pg_catalog.has_table_privilege('pg_catalog.pg_largeobject', 'SELECT') AND pg_catalog.current_setting('block_size') = '8192')";

    private const string IsReadable = $"""
        ({ReadsPages} OR pg_catalog.current_setting('lo_compat_privileges') = 'on' OR pg_catalog.pg_has_role(m.lomowner, 'USAGE')
         OR EXISTS (SELECT FROM pg_catalog.aclexplode(m.lomacl) a
                    WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE'))))
        """;

    private const string Class = "pg_catalog.pg_get_userbyid(m.lomowner) || E'\\n' || COALESCE(m.lomacl::pg_catalog.text, '')";

    /// <summary>How many there are, and what can be seen of them.</summary>
    public const string Summary = $"""
        SELECT pg_catalog.count(*) AS objects, CASE WHEN pg_catalog.count(*) = 0 THEN 0 ELSE pg_catalog.pg_relation_size('pg_catalog.pg_largeobject') END AS bytes,
               pg_catalog.count(*) FILTER (WHERE NOT m.readable) AS unreadable, COALESCE(pg_catalog.min(m.oid) FILTER (WHERE NOT m.readable), 0) AS example,
               (SELECT pg_catalog.count(DISTINCT l.objoid) FROM pg_catalog.pg_seclabel l WHERE l.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass) AS labelled
        FROM (SELECT m.oid, {IsReadable} AS readable FROM pg_catalog.pg_largeobject_metadata m) m
        """;

    /// <summary>The different owners and privileges, as differences from those of a new object.</summary>
    public const string Classes = $"""
        SELECT c.class, pg_catalog.pg_get_userbyid(c.owner)::pg_catalog.text AS owner, e.granted, e.privilege_type AS word, e.is_grantable AS grantable,
               CASE WHEN e.grantee = 0 THEN '' WHEN e.grantee <> c.owner THEN pg_catalog.pg_get_userbyid(e.grantee) END AS grantee,
               CASE WHEN e.grantor <> c.owner THEN pg_catalog.pg_get_userbyid(e.grantor) END AS grantor
        FROM (SELECT DISTINCT {Class} AS class, m.lomowner AS owner, m.lomacl::pg_catalog.text AS acl FROM pg_catalog.pg_largeobject_metadata m) c
        CROSS JOIN LATERAL (SELECT pg_catalog.acldefault('L', c.owner) AS base, COALESCE(c.acl::pg_catalog.aclitem[], pg_catalog.acldefault('L', c.owner)) AS acl) a
        LEFT JOIN LATERAL (
            SELECT true AS granted, g.* FROM (SELECT * FROM pg_catalog.aclexplode(a.acl) EXCEPT SELECT * FROM pg_catalog.aclexplode(a.base)) g
            UNION ALL
            SELECT false, r.* FROM (SELECT * FROM pg_catalog.aclexplode(a.base) EXCEPT SELECT * FROM pg_catalog.aclexplode(a.acl)) r) e ON true
        """;

    /// <summary>All of them in the order of their numbers, without contents.</summary>
    public static string Plain(string mark) => $"""
        SELECT m.oid, 0::pg_catalog.int8 AS size, NULL::pg_catalog.int8 AS digest, {Class} AS class, d.description AS comment, {mark} AS marked
        FROM pg_catalog.pg_largeobject_metadata m
        {Comments}
        ORDER BY m.oid
        """;

    /// <summary>
    /// All of them in the order of their numbers, with digests. What is not there reads as zeros, so zeros do not count: however it came to be,
    /// what reads alike is alike.
    /// </summary>
    public static string Digested(string mark, bool pages) => $"""
        SELECT m.oid, COALESCE(p.size, 0) AS size, CASE WHEN {IsReadable} THEN COALESCE(p.digest, 0) END AS digest, {Class} AS class, d.description AS comment, {mark} AS marked
        FROM pg_catalog.pg_largeobject_metadata m
        {(pages ? OfPages : OfSlices)}
        {Comments}
        ORDER BY m.oid
        """;

    /// <summary>The pieces of the objects whose numbers are $1, in whatever order: number, place, bytes. Of what is not there no piece need come.</summary>
    public static string Pieces(bool pages) => pages
        ? $"SELECT l.loid AS oid, l.pageno::pg_catalog.int8 * {PageBytes} AS place, l.data FROM pg_catalog.pg_largeobject l WHERE l.loid = ANY ($1)"
        : $"""
            SELECT m.oid, g.place, pg_catalog.lo_get(m.oid, g.place, {SliceBytes}) AS data
            FROM ({Measured("pg_catalog.unnest($1) AS u(oid)", "u.oid", "true")}) m
            CROSS JOIN LATERAL pg_catalog.generate_series(0, m.size - 1, {SliceBytes}) AS g(place)
            """;

    private const string Comments = """
        LEFT JOIN pg_catalog.pg_description d ON d.objoid = m.oid AND d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass AND d.objsubid = 0
        """;

    private static string OfPages => $"""
        LEFT JOIN (SELECT l.loid, pg_catalog.max(l.pageno::pg_catalog.int8 * {PageBytes} + pg_catalog.length(l.data)) AS size, {Digest("l.pageno", "l.data")} AS digest
                   FROM pg_catalog.pg_largeobject l GROUP BY l.loid) p ON p.loid = m.oid
        """;

    private static string OfSlices => $"""
        LEFT JOIN LATERAL (
            SELECT s.size, (SELECT {Digest("b.page", "b.data")}
                            FROM (SELECT g.page, pg_catalog.lo_get(m.oid, g.page::pg_catalog.int8 * {PageBytes}, {PageBytes}) AS data
                                  FROM pg_catalog.generate_series(0, ((s.size - 1) / {PageBytes})::pg_catalog.int4) AS g(page) WHERE s.size > 0 OFFSET 0) b) AS digest
            FROM ({Measured("(SELECT m.oid) u", "u.oid", IsReadable)}) s) p ON true
        """;

    /// <summary>There is no function for the length: the object is opened, its end sought, and closed again. OFFSET 0 keeps each from being done twice.</summary>
    private static string Measured(string from, string oid, string condition) => $"""
        SELECT o.oid, CASE WHEN o.size >= 0 THEN o.size END AS size
        FROM (SELECT f.oid, pg_catalog.lo_lseek64(f.fd, 0, 2) AS size, pg_catalog.lo_close(f.fd) AS closed
              FROM (SELECT {oid}, pg_catalog.lo_open({oid}, {ForReading}) AS fd FROM {from} WHERE {condition} OFFSET 0) f OFFSET 0) o
        """;

    // Hashed twice, since the hash of a row is a weighted sum of those of its fields, in which pages could exchange their bytes unseen.
    private static string Digest(string page, string data) => $"""
        pg_catalog.bit_xor(pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(
            pg_catalog.hash_record_extended(ROW({page}, pg_catalog.rtrim({data}, '\x00'::pg_catalog.bytea)), 0))), 0))
            FILTER (WHERE pg_catalog.rtrim({data}, '\x00'::pg_catalog.bytea) <> ''::pg_catalog.bytea)
        """;
}
