namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>Functions and what is made of them.</summary>
internal static class RoutineKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("function")
        {
            Creates =
            [
                "CREATE FUNCTION s.body(a int, b {type} DEFAULT NULL) RETURNS {int|bigint} LANGUAGE sql BEGIN ATOMIC SELECT s.twice(a); END", "CREATE FUNCTION \"Odd s\".rows() RETURNS SETOF s.keyed LANGUAGE sql {STABLE|} ROWS {n} AS 'SELECT * FROM s.keyed'",
                "CREATE FUNCTION s.two(IN a int, OUT x {type}, OUT y int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS 'BEGIN y := a; END'", "CREATE FUNCTION s.many(VARIADIC {int[]|text[]}) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE FUNCTION s.over(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION s.over(text) RETURNS int LANGUAGE sql AS 'SELECT 2'", "CREATE FUNCTION s.tab() RETURNS TABLE (a int, b {type}) LANGUAGE sql AS 'SELECT NULL, NULL'",
                "COMMENT ON FUNCTION s.twice(int) IS 'twice'", "CREATE VIEW s.bodies AS SELECT id, s.twice(3) AS t FROM s.keyed", "CREATE FUNCTION s.reads() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM s.keyed WHERE c0 IS NOT NULL; END",
            ],
            Changes =
            [
                "CREATE OR REPLACE FUNCTION s.body(a int, b int DEFAULT 3) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a; END", "ALTER FUNCTION s.twice(int) {STABLE|STRICT|SECURITY DEFINER|PARALLEL SAFE|COST 3|LEAKPROOF|SET work_mem = '1MB'}", "ALTER FUNCTION s.twice(int) RENAME TO double",
                "ALTER FUNCTION s.twice(int) OWNER TO {role}", "ALTER FUNCTION s.over(int) SET SCHEMA \"Odd s\"", "GRANT EXECUTE ON FUNCTION s.twice(int) TO {role} {|WITH GRANT OPTION}", "REVOKE EXECUTE ON FUNCTION s.twice(int) FROM PUBLIC",
                "COMMENT ON FUNCTION s.twice(int) IS {NULL|'changed'}", "DROP FUNCTION s.twice(int) CASCADE", "DROP FUNCTION s.over(text)", "ALTER FUNCTION s.two(int) RESET ALL", "CREATE OR REPLACE FUNCTION s.reads() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT 1; END",
                "ALTER TABLE s.keyed DROP COLUMN c0 CASCADE", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed",
            ],
        },
        new("procedure")
        {
            Creates = ["CREATE PROCEDURE s.act(a int, INOUT b {type} DEFAULT NULL) LANGUAGE plpgsql AS 'BEGIN NULL; END'", "CREATE PROCEDURE \"Odd s\".keep(int) LANGUAGE sql BEGIN ATOMIC INSERT INTO s.keyed (id) VALUES ($1); END", "COMMENT ON PROCEDURE \"Odd s\".keep IS 'keep'"],
            Changes = ["ALTER PROCEDURE \"Odd s\".keep RENAME TO kept", "ALTER PROCEDURE s.act OWNER TO {role}", "ALTER PROCEDURE s.act SECURITY DEFINER", "GRANT EXECUTE ON PROCEDURE s.act TO {role}", "DROP PROCEDURE \"Odd s\".keep", "ALTER PROCEDURE s.act SET SCHEMA \"Odd s\"",
                "CREATE OR REPLACE PROCEDURE \"Odd s\".keep(int) LANGUAGE sql AS 'SELECT 1'", "COMMENT ON PROCEDURE \"Odd s\".keep IS NULL"],
        },
        new("aggregate")
        {
            Creates = ["CREATE AGGREGATE s.total(int) (SFUNC = int4pl, STYPE = int{|, INITCOND = '5'|, PARALLEL = SAFE, COMBINEFUNC = int4pl})", "CREATE AGGREGATE \"Odd s\".mine(ORDER BY int) (SFUNC = int4pl, STYPE = int{|, HYPOTHETICAL})", "CREATE VIEW s.totals AS SELECT s.total(c2::int) AS t FROM s.keyed", "COMMENT ON AGGREGATE s.total(int) IS 'sum'"],
            Changes = ["CREATE OR REPLACE AGGREGATE s.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '{n}')", "ALTER AGGREGATE s.total(int) RENAME TO sum_of", "ALTER AGGREGATE s.total(int) OWNER TO {role}", "ALTER AGGREGATE s.total(int) SET SCHEMA \"Odd s\"",
                "GRANT EXECUTE ON FUNCTION s.total(int) TO {role}", "REVOKE ALL ON FUNCTION s.total(int) FROM PUBLIC", "DROP AGGREGATE s.total(int) CASCADE", "COMMENT ON AGGREGATE s.total(int) IS NULL"],
        },
        new("cast")
        {
            Creates = ["CREATE FUNCTION s.first(s.pair) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a'", "CREATE CAST (s.pair AS int) WITH FUNCTION s.first(s.pair) {|AS ASSIGNMENT|AS IMPLICIT}", "CREATE CAST (text AS s.colour) WITH INOUT", "CREATE VIEW s.casts AS SELECT ROW(1, 'x')::s.pair::int AS n, c0::s.colour AS c FROM s.keyed WHERE false",
                "COMMENT ON CAST (s.pair AS int) IS 'a cast'"],
            Changes = ["DROP CAST (s.pair AS int) CASCADE", "DROP CAST (text AS s.colour) CASCADE", "COMMENT ON CAST (s.pair AS int) IS {NULL|'changed'}", "CREATE CAST (s.pair AS bigint) WITH FUNCTION s.first(s.pair)", "ALTER FUNCTION s.first(s.pair) RENAME TO head", "ALTER TYPE s.pair RENAME TO couple"],
        },
        new("conversion")
        {
            Creates = ["CREATE CONVERSION s.conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8", "CREATE DEFAULT CONVERSION \"Odd s\".conv FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1", "COMMENT ON CONVERSION s.conv IS 'a conversion'"],
            Changes = ["ALTER CONVERSION s.conv RENAME TO other", "ALTER CONVERSION s.conv OWNER TO {role}", "ALTER CONVERSION s.conv SET SCHEMA \"Odd s\"", "DROP CONVERSION {s|\"Odd s\"}.conv", "COMMENT ON CONVERSION s.conv IS {NULL|'changed'}"],
        },
        new("language")
        {
            // With functions of its own: of a language with one of the server's pg_dump writes what no server takes.
            Creates = ["CREATE FUNCTION s.call() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'", "CREATE FUNCTION s.run(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler'",
                "CREATE FUNCTION s.check(oid) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_validator'", "CREATE {TRUSTED |}LANGUAGE mine HANDLER s.call {|INLINE s.run} {|VALIDATOR s.check}", "CREATE FUNCTION s.spoken() RETURNS int LANGUAGE mine AS 'BEGIN RETURN 1; END'", "COMMENT ON LANGUAGE mine IS 'a language'", "GRANT USAGE ON LANGUAGE mine TO {role}"],
            Changes = ["ALTER LANGUAGE mine RENAME TO yours", "ALTER LANGUAGE mine OWNER TO {role}", "REVOKE USAGE ON LANGUAGE mine FROM {PUBLIC|random_a}", "COMMENT ON LANGUAGE mine IS {NULL|'changed'}", "DROP LANGUAGE mine CASCADE", "CREATE OR REPLACE LANGUAGE mine HANDLER s.call", "DROP FUNCTION s.call CASCADE"],
        },
        new("transform")
        {
            Creates = ["CREATE TRANSFORM FOR {int|s.short} LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))", "CREATE TRANSFORM FOR int8 LANGUAGE sql (TO SQL WITH FUNCTION int8recv(internal))", "CREATE FUNCTION s.transformed(int8) RETURNS int LANGUAGE sql TRANSFORM FOR TYPE int8 AS 'SELECT 1'"],
            Changes = ["COMMENT ON TRANSFORM FOR int8 LANGUAGE sql IS 'a transform'", "DROP TRANSFORM FOR int8 LANGUAGE sql CASCADE", "CREATE OR REPLACE TRANSFORM FOR int8 LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))", "CREATE TRANSFORM FOR text LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal))"],
        },
        new("operator")
        {
            Creates =
            [
                "CREATE OPERATOR s.=% (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int, COMMUTATOR = OPERATOR(s.=%){|, HASHES|, MERGES, HASHES}{|, RESTRICT = eqsel, JOIN = eqjoinsel})", "CREATE OPERATOR s.<>% (FUNCTION = int4ne, LEFTARG = int, RIGHTARG = int, NEGATOR = OPERATOR(s.=%))",
                "CREATE OPERATOR \"Odd s\".!% (FUNCTION = s.twice, RIGHTARG = int)", "CREATE VIEW s.operated AS SELECT id FROM s.keyed WHERE 1 OPERATOR(s.=%) 2", "CREATE INDEX keyed_op ON s.keyed ((\"Odd s\".!% 3))", "COMMENT ON OPERATOR s.=% (int, int) IS 'same'",
            ],
            Changes = ["ALTER OPERATOR s.=% (int, int) OWNER TO {role}", "ALTER OPERATOR s.=% (int, int) SET SCHEMA \"Odd s\"", "ALTER OPERATOR s.=% (int, int) SET (RESTRICT = {NONE|eqsel|neqsel})", "DROP OPERATOR {s.=%|s.<>%} (int, int) CASCADE", "DROP OPERATOR \"Odd s\".!% (NONE, int) CASCADE",
                "COMMENT ON OPERATOR s.=% (int, int) IS {NULL|'changed'}", "CREATE OPERATOR s.+% (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int)"],
        },
        new("operator class")
        {
            Creates =
            [
                "CREATE OPERATOR FAMILY s.fam USING btree", "CREATE OPERATOR CLASS s.ints FOR TYPE int USING btree {|FAMILY s.fam }AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4)", "CREATE OPERATOR FAMILY \"Odd s\".hashes USING hash",
                "CREATE TABLE s.classed (id int)", "CREATE INDEX classed_id ON s.classed (id s.ints)", "ALTER OPERATOR FAMILY s.fam USING btree ADD OPERATOR 1 < (int4, int8), FUNCTION 1 (int4, int8) btint48cmp(int4, int8)", "COMMENT ON OPERATOR CLASS s.ints USING btree IS 'ints'",
            ],
            Changes = ["ALTER OPERATOR CLASS s.ints USING btree RENAME TO numbers", "ALTER OPERATOR CLASS s.ints USING btree OWNER TO {role}", "ALTER OPERATOR CLASS s.ints USING btree SET SCHEMA \"Odd s\"", "DROP OPERATOR CLASS s.ints USING btree CASCADE", "ALTER OPERATOR FAMILY s.fam USING btree RENAME TO tribe",
                "ALTER OPERATOR FAMILY s.fam USING btree OWNER TO {role}", "ALTER OPERATOR FAMILY s.fam USING btree DROP OPERATOR 1 (int4, int8)", "ALTER OPERATOR FAMILY s.fam USING btree ADD OPERATOR 5 > (int4, int8)", "DROP OPERATOR FAMILY {s.fam USING btree|\"Odd s\".hashes USING hash} CASCADE", "COMMENT ON OPERATOR FAMILY s.fam USING btree IS 'fam'"],
        },
        new("access method")
        {
            Creates = ["CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler", "CREATE ACCESS METHOD btree2 TYPE INDEX HANDLER bthandler", "CREATE TABLE s.heaped (id int PRIMARY KEY) USING heap2", "INSERT INTO s.heaped VALUES (1)", "COMMENT ON ACCESS METHOD heap2 IS 'heap'"],
            Changes = ["DROP ACCESS METHOD {heap2|btree2} CASCADE", "COMMENT ON ACCESS METHOD heap2 IS {NULL|'changed'}", "CREATE ACCESS METHOD heap3 TYPE TABLE HANDLER heap_tableam_handler", "ALTER TABLE s.heaped SET ACCESS METHOD heap", "ALTER TABLE s.keyed SET ACCESS METHOD heap2"],
        },
    ];
}
