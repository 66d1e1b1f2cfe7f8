namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>What belongs to a table.</summary>
internal static class MemberKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("index")
        {
            Creates = ["CREATE UNIQUE INDEX i_unique ON s.keyed (c0 COLLATE \"C\" {|DESC NULLS LAST}) {|INCLUDE (c2)} {|NULLS NOT DISTINCT}", "CREATE INDEX i_expression ON s.keyed (s.twice(3), lower(c0))", "CREATE INDEX i_partial ON s.keyed USING {btree|hash|brin} (id) {|WHERE id > 3}", "CREATE INDEX i_pattern ON s.keyed (c0 text_pattern_ops) WITH (fillfactor = 66)", "ALTER INDEX s.i_expression ALTER COLUMN 1 SET STATISTICS 44", "COMMENT ON INDEX s.i_partial IS 'partial'", "ALTER TABLE s.keyed CLUSTER ON i_unique"],
            Changes = ["ALTER INDEX {s.i_unique|s.i_partial|s.keyed_pkey} RENAME TO i_renamed", "DROP INDEX {s.i_unique|s.i_expression|s.i_partial}", "CREATE {UNIQUE |}INDEX {|CONCURRENTLY }i_new ON s.keyed (id, c0)", "ALTER INDEX s.i_pattern {SET (fillfactor = 90)|RESET (fillfactor)}", "ALTER INDEX s.i_expression ALTER COLUMN {1|2} SET STATISTICS {-1|55}", "COMMENT ON INDEX s.i_partial IS {NULL|'changed'}", "ALTER TABLE s.keyed SET WITHOUT CLUSTER", "ALTER TABLE s.keyed CLUSTER ON keyed_pkey",
                "ALTER TABLE s.keyed ALTER COLUMN id SET NOT NULL, REPLICA IDENTITY USING INDEX keyed_pkey", "ALTER TABLE s.keyed ADD CONSTRAINT of_index UNIQUE USING INDEX i_new", "DROP FUNCTION s.twice CASCADE", "ALTER TABLE s.keyed ALTER COLUMN c0 TYPE varchar(50)"],
        },
        new("constraint")
        {
            Creates =
            [
                "CREATE TABLE s.referring (id int, k int, o text, p int4range)", "INSERT INTO s.referring VALUES (1, 1, 'o', '[1,2)'), (2, 2, 'o', '[3,4)')", "ALTER TABLE s.referring ADD CONSTRAINT fk FOREIGN KEY (k) REFERENCES s.keyed ON DELETE {CASCADE|SET NULL|SET NULL (k)|RESTRICT} {|DEFERRABLE|DEFERRABLE INITIALLY DEFERRED} {|NOT VALID}", "ALTER TABLE s.referring ADD CONSTRAINT ck CHECK (id > 0) {|NOT VALID|NO INHERIT|NOT ENFORCED}",
                "ALTER TABLE s.referring ADD CONSTRAINT uq UNIQUE {|NULLS NOT DISTINCT }(id, o) {|INCLUDE (k)} {|DEFERRABLE}", "ALTER TABLE s.referring ADD CONSTRAINT ex EXCLUDE USING gist (p WITH &&) {|WHERE (id > 0)}", "ALTER TABLE s.referring ADD CONSTRAINT nn NOT NULL k {|NOT VALID}", "COMMENT ON CONSTRAINT ck ON s.referring IS 'check'",
                "ALTER TABLE s.referring ADD CONSTRAINT pk PRIMARY KEY (id)", "ALTER TABLE s.referring ADD CONSTRAINT self FOREIGN KEY (k) REFERENCES s.referring (id)",
            ],
            Changes =
            [
                "ALTER TABLE s.referring DROP CONSTRAINT {fk|ck|uq|ex|nn|pk} CASCADE", "ALTER TABLE s.referring RENAME CONSTRAINT {fk|ck|uq|ex|nn|pk} TO renamed", "ALTER TABLE s.referring VALIDATE CONSTRAINT {fk|ck|nn}", "ALTER TABLE s.referring ALTER CONSTRAINT {fk|self} {DEFERRABLE INITIALLY DEFERRED|NOT DEFERRABLE|NOT ENFORCED|ENFORCED}", "COMMENT ON CONSTRAINT {ck|fk} ON s.referring IS {NULL|'changed'}", "ALTER TABLE s.referring ADD CONSTRAINT more CHECK (o <> {'a'|'b'}) {|NOT VALID}",
                "ALTER TABLE s.keyed DROP CONSTRAINT keyed_pkey CASCADE", "ALTER TABLE s.keyed ALTER COLUMN id TYPE bigint", "DROP TABLE s.keyed CASCADE", "DROP TABLE s.referring", "ALTER TABLE s.keyed RENAME COLUMN id TO key", "ALTER TABLE s.referring DROP COLUMN {k|o|id} CASCADE", "ALTER TABLE s.referring ADD CONSTRAINT fk2 FOREIGN KEY (id) REFERENCES s.keyed NOT VALID", "DELETE FROM s.keyed WHERE id = 1",
                "ALTER TABLE s.referring ALTER COLUMN o SET NOT NULL", "ALTER TABLE s.referring ALTER CONSTRAINT nn NO INHERIT",
            ],
        },
        new("trigger")
        {
            Creates = ["CREATE TRIGGER t_before BEFORE {INSERT|UPDATE OF c0|INSERT OR DELETE} ON s.keyed FOR EACH ROW {|WHEN (pg_trigger_depth() < 9)} EXECUTE FUNCTION s.touch({|'a', 'it''s'})", "CREATE CONSTRAINT TRIGGER t_constraint AFTER INSERT ON s.keyed {|DEFERRABLE INITIALLY DEFERRED} FOR EACH ROW EXECUTE FUNCTION s.touch()", "CREATE TRIGGER t_statement AFTER UPDATE ON s.keyed REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION s.touch()",
                "CREATE VIEW s.triggered AS SELECT id FROM s.keyed", "CREATE TRIGGER t_instead INSTEAD OF INSERT ON s.triggered FOR EACH ROW EXECUTE FUNCTION s.touch()", "ALTER TABLE s.keyed {DISABLE|ENABLE REPLICA|ENABLE ALWAYS} TRIGGER t_before", "COMMENT ON TRIGGER t_before ON s.keyed IS 'trigger'"],
            Changes = ["ALTER TABLE s.keyed {DISABLE|ENABLE|ENABLE REPLICA|ENABLE ALWAYS} TRIGGER {t_before|t_statement|USER}", "ALTER TRIGGER t_before ON s.keyed RENAME TO t_renamed", "DROP TRIGGER {t_before|t_constraint|t_statement} ON s.keyed", "COMMENT ON TRIGGER t_before ON s.keyed IS {NULL|'changed'}", "CREATE OR REPLACE TRIGGER t_before AFTER DELETE ON s.keyed FOR EACH ROW EXECUTE FUNCTION s.touch()", "DROP FUNCTION s.touch CASCADE", "ALTER FUNCTION s.touch() RENAME TO touched",
                "ALTER TABLE s.keyed RENAME TO keyless", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed", "DROP VIEW s.triggered"],
        },
        new("rule")
        {
            Creates = ["CREATE TABLE s.log (id bigint, at text)", "CREATE RULE r_also AS ON {INSERT|UPDATE} TO s.keyed {|WHERE NEW.c0 = 'x'} DO ALSO INSERT INTO s.log VALUES (NEW.id, NEW.c0)", "CREATE RULE r_nothing AS ON DELETE TO s.log DO INSTEAD NOTHING", "CREATE VIEW s.ruled AS SELECT id, c0 FROM s.keyed", "CREATE RULE r_view AS ON INSERT TO s.ruled DO INSTEAD INSERT INTO s.keyed (id) VALUES (NEW.id)", "COMMENT ON RULE r_also ON s.keyed IS 'rule'"],
            Changes = ["CREATE OR REPLACE RULE r_nothing AS ON DELETE TO s.log DO ALSO NOTHING", "CREATE OR REPLACE RULE r_also AS ON UPDATE TO s.keyed DO ALSO DELETE FROM s.log WHERE id = OLD.id", "ALTER RULE {r_also ON s.keyed|r_nothing ON s.log|r_view ON s.ruled} RENAME TO r_renamed", "ALTER TABLE s.keyed {DISABLE|ENABLE ALWAYS|ENABLE REPLICA} RULE r_also", "DROP RULE {r_also ON s.keyed|r_view ON s.ruled}", "COMMENT ON RULE r_also ON s.keyed IS {NULL|'changed'}",
                "ALTER TABLE s.log RENAME TO journal", "ALTER TABLE s.log RENAME COLUMN id TO key", "DROP TABLE s.log CASCADE", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed", "ALTER TABLE s.keyed DROP COLUMN c0 CASCADE"],
        },
        new("policy")
        {
            Creates = ["ALTER TABLE s.keyed ENABLE ROW LEVEL SECURITY", "CREATE POLICY p_all ON s.keyed {AS RESTRICTIVE |}{|FOR SELECT |FOR DELETE }TO {PUBLIC|{role}|random_a, random_b} USING (id > {n})", "CREATE POLICY p_insert ON s.keyed FOR INSERT WITH CHECK (c0 <> (SELECT max(c0) FROM s.keyed))", "ALTER TABLE s.keyed FORCE ROW LEVEL SECURITY", "COMMENT ON POLICY p_all ON s.keyed IS 'policy'"],
            Changes = ["ALTER TABLE s.keyed {DISABLE|ENABLE|NO FORCE|FORCE} ROW LEVEL SECURITY", "ALTER POLICY p_all ON s.keyed {RENAME TO p_renamed|TO {role}|USING (id > 9)|TO PUBLIC}", "DROP POLICY {p_all|p_insert} ON s.keyed", "COMMENT ON POLICY p_all ON s.keyed IS {NULL|'changed'}", "CREATE POLICY p_new ON s.keyed FOR UPDATE USING (s.twice(2) = 4)", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed", "ALTER TABLE s.keyed DROP COLUMN c0 CASCADE", "DROP FUNCTION s.twice CASCADE"],
        },
        new("statistics")
        {
            Creates = ["CREATE STATISTICS s.st {|(ndistinct) |(mcv, dependencies) }ON id, c0 FROM s.keyed", "CREATE STATISTICS \"Odd s\".se ON lower(c0), (id + 1) FROM s.keyed", "ALTER STATISTICS s.st SET STATISTICS 40", "COMMENT ON STATISTICS s.st IS 'statistics'"],
            Changes = ["ALTER STATISTICS s.st {RENAME TO st_renamed|OWNER TO {role}|SET SCHEMA \"Odd s\"|SET STATISTICS 50|SET STATISTICS -1}", "DROP STATISTICS {s.st|\"Odd s\".se}", "COMMENT ON STATISTICS s.st IS {NULL|'changed'}", "CREATE STATISTICS s.sn (mcv) ON id, c2 FROM s.keyed", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed", "ALTER TABLE s.keyed DROP COLUMN c0 CASCADE", "ALTER TABLE s.keyed RENAME TO keyless"],
        },
    ];
}
