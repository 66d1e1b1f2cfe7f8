DO $$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['priv_reader', 'priv_writer', 'Priv "odd"', 'priv_grantor', 'priv_second'] LOOP
        BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN', r); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
    END LOOP;
END $$;

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO priv_reader, priv_writer;
GRANT CREATE ON SCHEMA app TO priv_writer WITH GRANT OPTION;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;

CREATE TABLE app.t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text, "B c" text, secret text);
GRANT SELECT ON app.t TO priv_reader;
GRANT ALL ON app.t TO priv_writer;
GRANT SELECT (a, "B c"), UPDATE (a) ON app.t TO "Priv ""odd""";
GRANT INSERT ON app.t TO PUBLIC;
GRANT USAGE ON SEQUENCE app.t_id_seq TO priv_writer;
REVOKE TRUNCATE, TRIGGER ON app.t FROM CURRENT_USER;
INSERT INTO app.t (a) VALUES ('x'), ('y');

-- A chain: each grants on the strength of the one before.
CREATE TABLE app.chained (id int, v text);
GRANT SELECT, UPDATE ON app.chained TO priv_grantor WITH GRANT OPTION;
GRANT USAGE ON SCHEMA app TO priv_grantor, priv_second;
SET ROLE priv_grantor;
GRANT SELECT ON app.chained TO priv_second WITH GRANT OPTION;
GRANT UPDATE (v) ON app.chained TO priv_writer;
SET ROLE priv_second;
GRANT SELECT ON app.chained TO priv_reader;
RESET ROLE;

CREATE TABLE app.nobody (id int);
REVOKE ALL ON app.nobody FROM CURRENT_USER;

CREATE SEQUENCE app.s;
GRANT SELECT ON SEQUENCE app.s TO priv_reader;
GRANT ALL ON SEQUENCE app.s TO priv_writer;

CREATE VIEW app.v AS SELECT id, a FROM app.t;
GRANT SELECT ON app.v TO priv_reader;
GRANT SELECT (id) ON app.v TO priv_second;
-- Made again when the view below it is, and keeps what it had.
CREATE VIEW app.over_v AS SELECT a FROM app.v;
GRANT SELECT ON app.over_v TO PUBLIC;
GRANT SELECT (a), UPDATE (a) ON app.over_v TO priv_writer WITH GRANT OPTION;
CREATE MATERIALIZED VIEW app.m AS SELECT id, a FROM app.t;
GRANT SELECT ON app.m TO priv_reader;

CREATE FUNCTION app.f(x int) RETURNS int LANGUAGE sql AS 'SELECT x';
REVOKE ALL ON FUNCTION app.f FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.f TO priv_reader, "Priv ""odd""";
CREATE PROCEDURE app.p() LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON PROCEDURE app.p FROM PUBLIC;
CREATE AGGREGATE app.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
REVOKE ALL ON FUNCTION app.total FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.total TO priv_reader;
CREATE AGGREGATE app.rows(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
REVOKE ALL ON FUNCTION app.rows() FROM PUBLIC;

CREATE TYPE app.mood AS ENUM ('sad', 'happy');
REVOKE USAGE ON TYPE app.mood FROM PUBLIC;
GRANT USAGE ON TYPE app.mood TO priv_reader;
CREATE DOMAIN app.name AS text;
REVOKE USAGE ON DOMAIN app.name FROM PUBLIC;
CREATE TYPE app.pair AS (a int, b int);
GRANT USAGE ON TYPE app.pair TO priv_reader WITH GRANT OPTION;

CREATE TABLE app.parted (k int) PARTITION BY LIST (k);
CREATE TABLE app.parted_1 PARTITION OF app.parted FOR VALUES IN (1);
GRANT SELECT ON app.parted TO priv_reader;
GRANT SELECT ON app.parted_1 TO priv_writer;

-- What every database is made with.
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO priv_writer;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
GRANT SELECT (rolname) ON pg_catalog.pg_authid TO priv_reader;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO priv_reader;

-- A function of the server that was given to somebody else.
ALTER FUNCTION pg_catalog.pg_stat_reset() OWNER TO priv_writer;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_stat_reset() FROM priv_writer;
