namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>Tables, what they inherit, and what reads them.</summary>
internal static class TableKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("table")
        {
            Creates =
            [
                "CREATE SEQUENCE s.counter", "CREATE {UNLOGGED |}TABLE s.plain (id int {NOT NULL||DEFAULT nextval('s.counter')}, c0 text COLLATE \"C\" DEFAULT 'it''s', c1 {type}, c2 int GENERATED ALWAYS AS (s.twice(3)) STORED) {|WITH (fillfactor = 70, autovacuum_enabled = false)}",
                "INSERT INTO s.plain (id, c0) SELECT g, 'r' FROM generate_series(1, 9) g", "CREATE TABLE \"Odd s\".\"T\" (id int, c0 varchar(40), c1 {type} NOT NULL, \"c 2\" text STORAGE EXTERNAL)", "ALTER TABLE s.plain ALTER COLUMN c0 SET STORAGE {external|main}", "ALTER TABLE s.plain ALTER COLUMN c0 SET COMPRESSION pglz",
                "COMMENT ON TABLE s.plain IS 'plain'", "COMMENT ON COLUMN s.plain.id IS 'the id'", "ALTER TABLE s.plain ADD COLUMN v int GENERATED ALWAYS AS (id + 1) VIRTUAL",
            ],
            Changes =
            [
                "ALTER TABLE {table} ADD COLUMN added {type}", "ALTER TABLE {table} ADD COLUMN counted int NOT NULL DEFAULT 7", "ALTER TABLE {table} DROP COLUMN {column} CASCADE", "ALTER TABLE {table} RENAME COLUMN {column} TO renamed", "ALTER TABLE {table} ALTER COLUMN {column} {SET DEFAULT NULL|DROP DEFAULT|SET NOT NULL|DROP NOT NULL|DROP EXPRESSION}",
                "ALTER TABLE {table} ALTER COLUMN c0 SET {STATISTICS 77|STORAGE EXTENDED|STORAGE MAIN|COMPRESSION pglz|COMPRESSION default|(n_distinct = 5)}", "ALTER TABLE {table} ALTER COLUMN {id|c2} TYPE bigint", "ALTER TABLE {table} ALTER COLUMN c0 TYPE {varchar(99)|text|text COLLATE \"POSIX\"}",
                "ALTER TABLE {table} ALTER COLUMN id ADD GENERATED {ALWAYS|BY DEFAULT} AS IDENTITY", "ALTER TABLE {table} ALTER COLUMN id {DROP IDENTITY IF EXISTS|SET GENERATED ALWAYS|SET INCREMENT 3}", "ALTER TABLE {table} RENAME TO newly", "ALTER TABLE {table} SET ({fillfactor = 71|autovacuum_enabled = false|toast.autovacuum_enabled = false})", "ALTER TABLE {table} RESET (fillfactor)",
                "ALTER TABLE {table} SET {LOGGED|UNLOGGED}", "ALTER TABLE {table} REPLICA IDENTITY {FULL|NOTHING|DEFAULT}", "ALTER TABLE {table} OWNER TO {role}", "ALTER TABLE \"Odd s\".\"T\" SET SCHEMA s", "COMMENT ON {TABLE {table}|COLUMN {table}.id} IS {NULL|'changed'}", "DROP TABLE {table} CASCADE", "ALTER TABLE {table} CLUSTER ON keyed_pkey",
                "CREATE TABLE s.extra (LIKE s.keyed INCLUDING ALL)", "CREATE TABLE s.typed OF s.pair (a PRIMARY KEY)", "ALTER TABLE s.plain ALTER COLUMN c2 SET EXPRESSION AS (s.twice(4))", "ALTER TABLE s.keyed ADD COLUMN g int GENERATED ALWAYS AS (s.twice(1)) STORED",
            ],
        },
        new("inheritance")
        {
            Creates = ["CREATE TABLE s.parent (id int NOT NULL, c0 text DEFAULT 'p', CONSTRAINT pos CHECK (id >= 0))", "CREATE TABLE s.child (c1 {type}) INHERITS (s.parent)", "CREATE TABLE \"Odd s\".grandchild (own int, c0 text) INHERITS (s.child)", "CREATE TABLE s.loner (id int NOT NULL, c0 text, CONSTRAINT pos CHECK (id >= 0))", "INSERT INTO s.child (id) VALUES (1), (2)", "INSERT INTO s.parent (id) VALUES (3)", "CREATE INDEX child_id ON s.child (id)"],
            Changes =
            [
                "ALTER TABLE s.parent ADD COLUMN late {type}", "ALTER TABLE s.parent ADD COLUMN late int DEFAULT 3", "ALTER TABLE s.parent DROP COLUMN c0", "ALTER TABLE s.parent RENAME COLUMN {id|c0} TO renamed", "ALTER TABLE s.parent ALTER COLUMN id {TYPE bigint|DROP NOT NULL|SET DEFAULT 4}", "ALTER TABLE {s.parent|s.child} DROP CONSTRAINT pos", "ALTER TABLE s.child ADD CONSTRAINT own CHECK (id < 1000)",
                "ALTER TABLE s.parent ADD CONSTRAINT more CHECK (id < {1000|2000}) {|NO INHERIT}", "ALTER TABLE s.loner INHERIT s.parent", "ALTER TABLE s.child NO INHERIT s.parent", "ALTER TABLE \"Odd s\".grandchild NO INHERIT s.child", "ALTER TABLE s.child ALTER COLUMN c0 SET DEFAULT 'c'", "ALTER TABLE s.child DROP COLUMN c1", "DROP TABLE {s.parent|s.child} CASCADE", "DROP TABLE \"Odd s\".grandchild",
                "ALTER TABLE ONLY s.parent RENAME CONSTRAINT pos TO positive", "ALTER TABLE s.parent RENAME CONSTRAINT pos TO positive", "COMMENT ON COLUMN s.child.id IS 'inherited'", "ALTER TABLE s.child RENAME TO kid", "INSERT INTO s.child (id) VALUES (5)",
            ],
        },
        new("partition")
        {
            Creates = ["CREATE TABLE s.parted (id int NOT NULL, c0 text DEFAULT 'p', c1 {type}) PARTITION BY {RANGE (id)|RANGE (id)|RANGE (id, c0)}", "CREATE TABLE s.parted_low PARTITION OF s.parted FOR VALUES FROM (0) TO (20)", "CREATE TABLE s.parted_low PARTITION OF s.parted FOR VALUES FROM (0, MINVALUE) TO (20, MINVALUE)", "CREATE TABLE \"Odd s\".parted_rest PARTITION OF s.parted DEFAULT", "CREATE TABLE s.lone (id int NOT NULL, c0 text, c1 int)",
                "ALTER TABLE s.parted ADD PRIMARY KEY (id{|, c0})", "CREATE INDEX parted_c0 ON s.parted (c0)", "INSERT INTO s.parted (id) SELECT generate_series(1, 30)", "CREATE TABLE s.listed (k text, v int) PARTITION BY LIST (k)", "CREATE TABLE s.listed_a PARTITION OF s.listed FOR VALUES IN ('a', NULL) PARTITION BY HASH (v)", "CREATE TABLE s.listed_a0 PARTITION OF s.listed_a FOR VALUES WITH (MODULUS 2, REMAINDER 0)"],
            Changes =
            [
                "CREATE TABLE s.parted_high PARTITION OF s.parted FOR VALUES FROM (1000) TO (2000)", "ALTER TABLE s.parted DETACH PARTITION {s.parted_low|\"Odd s\".parted_rest}", "ALTER TABLE s.listed ATTACH PARTITION s.lone FOR VALUES IN ('z')", "ALTER TABLE s.parted ATTACH PARTITION s.lone FOR VALUES FROM (5000) TO (6000)", "DROP TABLE {s.parted_low|\"Odd s\".parted_rest|s.listed|s.listed_a}",
                "ALTER TABLE s.parted ADD COLUMN late {type}", "ALTER TABLE s.parted DROP COLUMN c1", "ALTER TABLE s.parted RENAME COLUMN c0 TO renamed", "ALTER TABLE {s.parted|s.parted_low} ALTER COLUMN c0 SET DEFAULT {'x'|NULL}", "ALTER TABLE s.parted_low ALTER COLUMN c0 SET {NOT NULL|STATISTICS 9}", "ALTER TABLE s.parted ADD CONSTRAINT parted_check CHECK (id < 99999)", "CREATE INDEX parted_late ON s.parted (id DESC)", "CREATE INDEX low_own ON s.parted_low (c0)",
                "ALTER INDEX s.parted_c0 RENAME TO parted_renamed", "ALTER INDEX s.parted_low_c0_idx RENAME TO low_renamed", "DROP INDEX s.parted_c0", "ALTER TABLE s.parted DROP CONSTRAINT parted_pkey CASCADE", "ALTER TABLE s.parted_low RENAME TO parted_lower", "ALTER TABLE s.parted OWNER TO {role}", "GRANT SELECT ON s.parted TO {role}", "ALTER TABLE s.listed RENAME TO listing", "DROP TABLE s.parted CASCADE",
                "CREATE TRIGGER on_parts AFTER INSERT ON s.parted FOR EACH ROW EXECUTE FUNCTION s.touch()", "UPDATE s.parted SET id = id + 15 WHERE id < 9", "CREATE INDEX CONCURRENTLY low_later ON s.parted_low (id)",
            ],
        },
        new("view")
        {
            Creates =
            [
                "CREATE VIEW s.v1 {|WITH (security_barrier)|WITH (security_barrier = false)} AS SELECT id, c0, {c1|c2} AS n FROM s.keyed WHERE id > {n} {|WITH LOCAL CHECK OPTION|WITH CASCADED CHECK OPTION}", "CREATE VIEW \"Odd s\".v2 AS SELECT id, c0 FROM s.v1", "CREATE VIEW s.v3 AS SELECT a.id, b.c0 FROM \"Odd s\".v2 a {LEFT JOIN|JOIN} s.keyed b USING (id)",
                "CREATE RECURSIVE VIEW s.tree (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM s.tree WHERE n < 9", "ALTER VIEW s.v1 ALTER COLUMN c0 SET DEFAULT 'd'", "CREATE VIEW s.grouped AS SELECT id, c0, count(*) FROM s.keyed GROUP BY id", "COMMENT ON VIEW s.v1 IS 'view'", "CREATE VIEW s.invoker WITH (security_invoker) AS SELECT 1 AS one",
                "CREATE FUNCTION s.viewed(s.v1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
            ],
            Changes =
            [
                "CREATE OR REPLACE VIEW \"Odd s\".v2 AS SELECT id, c0, id + 1 AS more FROM s.v1", "CREATE OR REPLACE VIEW s.v3 AS SELECT id::{int|bigint} AS id, 'x'::text AS c0", "ALTER VIEW s.v1 RENAME TO renamed", "ALTER VIEW s.v1 RENAME COLUMN c0 TO d0", "ALTER VIEW s.v1 {SET (security_barrier = true)|RESET (security_barrier)|SET (check_option = local)}", "ALTER VIEW s.v1 ALTER COLUMN c0 {DROP DEFAULT|SET DEFAULT 'e'}",
                "ALTER VIEW \"Odd s\".v2 SET SCHEMA s", "ALTER VIEW {s.v1|\"Odd s\".v2} OWNER TO {role}", "GRANT {SELECT|SELECT (id)|ALL} ON s.v1 TO {role}", "DROP VIEW {s.v1|\"Odd s\".v2|s.v3|s.tree} CASCADE", "COMMENT ON {VIEW s.v1|COLUMN s.v1.id} IS {NULL|'changed'}", "ALTER TABLE s.keyed DROP CONSTRAINT keyed_pkey CASCADE", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed",
                "ALTER TABLE s.keyed DROP COLUMN c0 CASCADE", "ALTER TABLE s.keyed RENAME TO keyless", "CREATE VIEW s.later AS SELECT * FROM s.v3",
            ],
        },
        new("materialized view")
        {
            Creates = ["CREATE MATERIALIZED VIEW s.m1 {|WITH (fillfactor = 60)} AS SELECT id, count(*) AS n FROM s.keyed GROUP BY id {|WITH NO DATA}", "CREATE {UNIQUE |}INDEX m1_id ON s.m1 (id)", "CREATE MATERIALIZED VIEW \"Odd s\".m2 AS SELECT max(n) AS top FROM s.m1", "CREATE VIEW s.over_m AS SELECT * FROM s.m1",
                // Whoever owns it may compute it; an owner who may not read what it reads fails on the source too.
                "CREATE MATERIALIZED VIEW s.m3 AS SELECT 1 AS one", "ALTER MATERIALIZED VIEW s.m1 ALTER COLUMN id SET STATISTICS 5", "COMMENT ON MATERIALIZED VIEW s.m1 IS 'm'"],
            Changes = ["REFRESH MATERIALIZED VIEW s.m1 {|WITH NO DATA}", "ALTER MATERIALIZED VIEW s.m1 RENAME TO m9", "ALTER MATERIALIZED VIEW s.m1 RENAME COLUMN n TO amount", "ALTER MATERIALIZED VIEW s.m3 OWNER TO {role}", "ALTER MATERIALIZED VIEW \"Odd s\".m2 SET SCHEMA s", "ALTER MATERIALIZED VIEW s.m1 {SET (fillfactor = 80)|ALTER COLUMN id SET STATISTICS 9|CLUSTER ON m1_id}",
                "DROP MATERIALIZED VIEW {s.m1|\"Odd s\".m2} CASCADE", "ALTER INDEX s.m1_id RENAME TO m1_renamed", "GRANT SELECT ON s.m1 TO {role}", "COMMENT ON MATERIALIZED VIEW s.m1 IS {NULL|'changed'}", "CREATE INDEX m1_n ON s.m1 (n)", "DROP INDEX s.m1_id"],
        },
        new("sequence")
        {
            Creates = ["CREATE {UNLOGGED |}SEQUENCE s.seq AS {int|bigint|smallint} START {n} INCREMENT {n} {|CYCLE} {|CACHE 5}", "CREATE SEQUENCE \"Odd s\".down INCREMENT -1 MAXVALUE 100", "ALTER SEQUENCE s.seq OWNED BY s.keyed.c2", "CREATE TABLE s.numbered (id int DEFAULT nextval('s.seq'), g int GENERATED ALWAYS AS IDENTITY (START 10))", "INSERT INTO s.numbered DEFAULT VALUES", "SELECT nextval('s.seq')", "COMMENT ON SEQUENCE s.seq IS 'seq'"],
            Changes = ["ALTER SEQUENCE s.seq {INCREMENT 3|MAXVALUE 5000|MINVALUE -5|CYCLE|NO CYCLE|CACHE 9|AS bigint|RESTART 77|OWNED BY NONE|OWNED BY s.numbered.id}", "SELECT nextval('{s.seq|\"Odd s\".down}')", "ALTER SEQUENCE {s.seq|\"Odd s\".down} RENAME TO renamed", "ALTER SEQUENCE \"Odd s\".down OWNER TO {role}", "ALTER SEQUENCE \"Odd s\".down SET SCHEMA s", "GRANT {USAGE|SELECT|ALL} ON SEQUENCE s.seq TO {role}", "ALTER SEQUENCE \"Odd s\".down SET {LOGGED|UNLOGGED}",
                "DROP SEQUENCE {s.seq|\"Odd s\".down} CASCADE", "COMMENT ON SEQUENCE s.seq IS {NULL|'changed'}", "ALTER TABLE s.numbered ALTER COLUMN g {DROP IDENTITY|SET GENERATED BY DEFAULT|SET INCREMENT 5|RESTART 50}", "ALTER SEQUENCE s.numbered_g_seq RENAME TO identity_renamed", "INSERT INTO s.numbered DEFAULT VALUES"],
        },
    ];
}
