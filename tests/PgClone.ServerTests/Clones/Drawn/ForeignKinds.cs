namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>Foreign data; nothing is fetched, since the wrappers have no handler.</summary>
internal static class ForeignKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("foreign server")
        {
            Creates = ["CREATE FOREIGN DATA WRAPPER wrap {|VALIDATOR postgresql_fdw_validator|OPTIONS (debug 'true')}", "CREATE SERVER away {|TYPE 'x'} {|VERSION '1'} FOREIGN DATA WRAPPER wrap {|OPTIONS (host 'h', dbname 'it''s')}", "CREATE USER MAPPING FOR {PUBLIC|random_a} SERVER away {|OPTIONS (user 'u', password 'p')}", "GRANT USAGE ON FOREIGN SERVER away TO {role}", "GRANT USAGE ON FOREIGN DATA WRAPPER wrap TO {role} {|WITH GRANT OPTION}", "COMMENT ON SERVER away IS 'server'"],
            Changes = ["ALTER SERVER away {VERSION '2'|RENAME TO far|OWNER TO postgres|OPTIONS (ADD port '5')|OPTIONS (SET host 'i')|OPTIONS (DROP host)}", "ALTER FOREIGN DATA WRAPPER wrap {RENAME TO wrapper|NO VALIDATOR|VALIDATOR postgresql_fdw_validator}", "ALTER USER MAPPING FOR {PUBLIC|random_a} SERVER away OPTIONS ({SET|ADD} user 'v')", "DROP USER MAPPING FOR {PUBLIC|random_a} SERVER away", "DROP SERVER away CASCADE", "DROP FOREIGN DATA WRAPPER wrap CASCADE",
                "CREATE USER MAPPING FOR random_b SERVER away", "REVOKE ALL ON FOREIGN SERVER away FROM {role}", "COMMENT ON {SERVER away|FOREIGN DATA WRAPPER wrap} IS {NULL|'changed'}"],
        },
        new("foreign table")
        {
            Creates = ["CREATE FOREIGN DATA WRAPPER dummy", "CREATE SERVER nowhere FOREIGN DATA WRAPPER dummy", "CREATE FOREIGN TABLE s.ft (id int {|NOT NULL} {|OPTIONS (column_name 'x')}, c0 text DEFAULT 'd', c1 {type}{|, CHECK (id > 0)}) SERVER nowhere {|OPTIONS (table_name 't', schema_name 's')}", "CREATE VIEW s.fv AS SELECT id FROM s.ft", "CREATE TRIGGER ft_touch BEFORE INSERT ON s.ft FOR EACH ROW EXECUTE FUNCTION s.touch()", "COMMENT ON FOREIGN TABLE s.ft IS 'ft'"],
            Changes = ["ALTER FOREIGN TABLE s.ft {ADD COLUMN added int|DROP COLUMN c1|RENAME COLUMN c0 TO renamed|RENAME TO ft_renamed|OWNER TO {role}|SET SCHEMA \"Odd s\"|OPTIONS (ADD extra 'e')|OPTIONS (SET table_name 'u')|OPTIONS (DROP table_name)}", "ALTER FOREIGN TABLE s.ft ALTER COLUMN id {TYPE bigint|SET NOT NULL|DROP NOT NULL|SET DEFAULT 3|SET STATISTICS 4|OPTIONS (ADD k 'v')|OPTIONS (SET column_name 'y')}", "ALTER FOREIGN TABLE s.ft ADD CONSTRAINT ft_check CHECK (id < 9)", "DROP FOREIGN TABLE s.ft CASCADE", "ALTER SERVER nowhere RENAME TO elsewhere", "GRANT SELECT ON s.ft TO {role}", "COMMENT ON FOREIGN TABLE s.ft IS {NULL|'changed'}", "DROP SERVER nowhere CASCADE"],
        },
    ];
}
