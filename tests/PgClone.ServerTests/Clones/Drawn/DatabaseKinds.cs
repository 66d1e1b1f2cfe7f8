namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>What concerns the whole database, and who may do what.</summary>
internal static class DatabaseKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("event trigger")
        {
            Creates = ["CREATE FUNCTION s.event() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN NULL; END'", "CREATE EVENT TRIGGER ev ON {ddl_command_start|ddl_command_end|sql_drop} {|WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')} EXECUTE FUNCTION s.event()", "ALTER EVENT TRIGGER ev {DISABLE|ENABLE ALWAYS}", "COMMENT ON EVENT TRIGGER ev IS 'event'"],
            Changes = ["ALTER EVENT TRIGGER ev {DISABLE|ENABLE|ENABLE REPLICA|ENABLE ALWAYS|RENAME TO ev_renamed}", "DROP EVENT TRIGGER ev", "DROP FUNCTION s.event CASCADE", "COMMENT ON EVENT TRIGGER ev IS {NULL|'changed'}", "CREATE EVENT TRIGGER ev2 ON sql_drop EXECUTE FUNCTION s.event()", "ALTER FUNCTION s.event() RENAME TO evented"],
        },
        new("publication")
        {
            Creates = ["CREATE PUBLICATION pub FOR TABLE s.keyed{| (id, c0)}{| WHERE (id > 3)}", "CREATE PUBLICATION pub_all FOR {ALL TABLES|TABLES IN SCHEMA s} WITH (publish = 'insert, delete')", "CREATE PUBLICATION pub_empty {|WITH (publish_via_partition_root = true)}", "COMMENT ON PUBLICATION pub IS 'pub'"],
            Changes = ["ALTER PUBLICATION pub {DROP TABLE s.keyed|SET TABLE s.keyed|SET TABLE s.keyed WHERE (id > 9)|SET (publish = 'update')|RENAME TO pub_renamed|OWNER TO {role}}", "ALTER PUBLICATION pub_empty ADD {TABLE s.keyed|TABLES IN SCHEMA \"Odd s\"}", "DROP PUBLICATION {pub|pub_all|pub_empty}", "COMMENT ON PUBLICATION pub IS {NULL|'changed'}", "ALTER TABLE s.keyed RENAME TO keyless", "DROP TABLE s.keyed CASCADE", "ALTER TABLE s.keyed RENAME COLUMN c0 TO renamed"],
        },
        new("privileges")
        {
            Creates = ["GRANT {SELECT|ALL|INSERT, UPDATE} ON s.keyed TO {role} {|WITH GRANT OPTION}", "GRANT SELECT (c0), UPDATE (id) ON s.keyed TO {{role}|PUBLIC}", "GRANT SELECT ON s.keyed TO PUBLIC", "ALTER TABLE s.keyed OWNER TO {role}", "SET ROLE random_a; GRANT SELECT ON s.keyed TO random_b; RESET ROLE"],
            Changes = ["GRANT {TRUNCATE|SELECT|ALL|REFERENCES} ON s.keyed TO {{role}|PUBLIC} {|WITH GRANT OPTION}", "REVOKE {GRANT OPTION FOR |}{SELECT|ALL} ON s.keyed FROM {random_a|random_b|PUBLIC} CASCADE", "REVOKE SELECT (c0) ON s.keyed FROM {role}", "GRANT INSERT (c0) ON s.keyed TO {role}", "ALTER TABLE s.keyed OWNER TO {random_a|random_b|postgres}", "REVOKE ALL ON s.keyed FROM {random_a|postgres}", "GRANT SELECT ON ALL TABLES IN SCHEMA s TO {role}"],
        },
        new("default privileges")
        {
            Creates = ["ALTER DEFAULT PRIVILEGES {|FOR ROLE random_a }{|IN SCHEMA s }GRANT {SELECT ON TABLES|USAGE ON SEQUENCES|EXECUTE ON FUNCTIONS} TO {role}", "ALTER DEFAULT PRIVILEGES REVOKE {EXECUTE ON FUNCTIONS|USAGE ON TYPES} FROM PUBLIC", "CREATE TABLE s.defaulted (id int)"],
            Changes = ["ALTER DEFAULT PRIVILEGES {|FOR ROLE random_a }{|IN SCHEMA s }{GRANT SELECT ON TABLES TO random_b|REVOKE SELECT ON TABLES FROM random_a|GRANT ALL ON TYPES TO random_a WITH GRANT OPTION|REVOKE USAGE ON TYPES FROM PUBLIC}", "CREATE TABLE s.defaulted_later (id int)", "CREATE FUNCTION s.defaulted() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE TYPE s.defaulted_type AS (a int)", "DROP TABLE s.defaulted"],
        },
        new("large object")
        {
            Creates = ["SELECT lo_from_bytea(20001, 'one')", "SELECT lo_from_bytea(20002, 'two')", "GRANT SELECT ON LARGE OBJECT 20001 TO {role}", "COMMENT ON LARGE OBJECT 20001 IS 'lo'", "ALTER LARGE OBJECT 20002 OWNER TO {role}"],
            Changes = ["SELECT lo_put(20001, {0|1|5000}, 'changed')", "SELECT lo_unlink({20001|20002})", "SELECT lo_create(20003)", "ALTER LARGE OBJECT 20001 OWNER TO {role}", "GRANT UPDATE ON LARGE OBJECT 20001 TO {role}", "COMMENT ON LARGE OBJECT 20001 IS {NULL|'changed'}"],
        },
        new("database")
        {
            Creates = ["DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''5MB''', current_database()); END $$", "DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''a database''', current_database()); END $$", "DO $$ BEGIN EXECUTE format('ALTER ROLE random_a IN DATABASE %I SET work_mem = ''6MB''', current_database()); END $$", "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO random_a', current_database()); END $$"],
            Changes = ["DO $$ BEGIN EXECUTE format('ALTER DATABASE %I {SET work_mem = ''7MB''|RESET ALL|SET search_path = s, public|OWNER TO random_a|CONNECTION LIMIT 50}', current_database()); END $$", "DO $$ BEGIN EXECUTE format('ALTER ROLE random_b IN DATABASE %I SET {DateStyle = ''German''|work_mem = ''8MB''}', current_database()); END $$", "DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS {NULL|''changed''}', current_database()); END $$",
                "DO $$ BEGIN EXECUTE format('{GRANT TEMPORARY|REVOKE CONNECT} ON DATABASE %I {TO|FROM} PUBLIC', current_database()); END $$"],
        },
    ];
}
