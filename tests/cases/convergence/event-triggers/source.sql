-- What fires on a command of the clone leaves a row or an error behind: it must do neither. Its sessions are those with an empty search_path.
CREATE SCHEMA e;
CREATE TABLE e.log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text, tag text);
CREATE FUNCTION e.log_it() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN IF current_setting('search_path') IN ('', '""') THEN INSERT INTO e.log (what, tag) VALUES (tg_event, tg_tag); END IF; END $$;
CREATE FUNCTION e.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN IF current_setting('search_path') IN ('', '""') THEN RAISE EXCEPTION 'refused: %', tg_tag; END IF; END $$;
CREATE TABLE e.t (id int PRIMARY KEY, v text);
CREATE MATERIALIZED VIEW e.m AS SELECT count(*) FROM e.t;
CREATE EVENT TRIGGER log_all ON ddl_command_end EXECUTE FUNCTION e.log_it();
CREATE EVENT TRIGGER "Refuse" ON ddl_command_start EXECUTE FUNCTION e.refuse();
CREATE EVENT TRIGGER tagged ON ddl_command_start WHEN TAG IN ('DROP TABLE', 'CREATE TABLE') EXECUTE FUNCTION e.log_it();
CREATE EVENT TRIGGER drops ON sql_drop EXECUTE FUNCTION e.log_it();
CREATE EVENT TRIGGER rewrites ON table_rewrite EXECUTE FUNCTION e.log_it();
CREATE EVENT TRIGGER disabled ON ddl_command_start EXECUTE FUNCTION e.refuse();
ALTER EVENT TRIGGER disabled DISABLE;
CREATE EVENT TRIGGER replica ON ddl_command_start EXECUTE FUNCTION e.refuse();
ALTER EVENT TRIGGER replica ENABLE REPLICA;
CREATE EVENT TRIGGER always ON ddl_command_start EXECUTE FUNCTION e.refuse();
ALTER EVENT TRIGGER always ENABLE ALWAYS;
CREATE EVENT TRIGGER gone ON ddl_command_start EXECUTE FUNCTION e.refuse();
CREATE EVENT TRIGGER remade ON ddl_command_start EXECUTE FUNCTION e.refuse();
CREATE EVENT TRIGGER to_always ON ddl_command_start EXECUTE FUNCTION e.refuse();
CREATE EVENT TRIGGER to_disabled ON ddl_command_start EXECUTE FUNCTION e.refuse();
CREATE EVENT TRIGGER described ON ddl_command_start EXECUTE FUNCTION e.refuse();
COMMENT ON EVENT TRIGGER tagged IS 'two tags';
ALTER DEFAULT PRIVILEGES IN SCHEMA e GRANT SELECT ON TABLES TO PUBLIC;
INSERT INTO e.t VALUES (1, 'a');
