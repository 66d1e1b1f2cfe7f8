DO $$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['own_a', 'own_b', 'Own "odd"', 'own_reader'] LOOP
        BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN', r); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
    END LOOP;
END $$;

CREATE SCHEMA app AUTHORIZATION own_a;
CREATE SCHEMA mine;
GRANT USAGE, CREATE ON SCHEMA mine TO own_b;
-- A serial column: its sequence has the owner of the table.
CREATE TABLE app.t (id serial PRIMARY KEY, g int GENERATED ALWAYS AS IDENTITY, v text);
ALTER TABLE app.t OWNER TO own_a;
GRANT SELECT ON app.t TO own_reader;
INSERT INTO app.t (v) VALUES ('x');
CREATE TABLE app.of_odd (id int PRIMARY KEY, t int REFERENCES app.t);
ALTER TABLE app.of_odd OWNER TO "Own ""odd""";
GRANT REFERENCES, SELECT ON app.t TO "Own ""odd""";
GRANT USAGE ON SCHEMA app TO own_b, "Own ""odd""";
REVOKE INSERT ON app.of_odd FROM "Own ""odd""";
CREATE TABLE app.stays (id int);
GRANT UPDATE ON app.stays TO own_b;
CREATE SEQUENCE app.s;
ALTER SEQUENCE app.s OWNER TO own_b;
CREATE VIEW app.v AS SELECT id, v FROM app.t;
ALTER VIEW app.v OWNER TO own_b;
CREATE MATERIALIZED VIEW app.m AS SELECT id FROM app.t;
GRANT SELECT ON app.t TO own_b;
ALTER MATERIALIZED VIEW app.m OWNER TO own_b;
CREATE FUNCTION app.f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
ALTER FUNCTION app.f OWNER TO own_b;
CREATE PROCEDURE app.p() LANGUAGE sql AS 'SELECT 1';
ALTER PROCEDURE app.p OWNER TO own_b;
CREATE AGGREGATE app.total(int) (SFUNC = int4pl, STYPE = int);
ALTER AGGREGATE app.total(int) OWNER TO own_b;
CREATE TYPE app.mood AS ENUM ('sad');
ALTER TYPE app.mood OWNER TO own_b;
CREATE DOMAIN app.d AS text;
ALTER DOMAIN app.d OWNER TO own_b;
CREATE TYPE app.pair AS (a int);
ALTER TYPE app.pair OWNER TO own_b;
CREATE TYPE app.span AS RANGE (SUBTYPE = int);
ALTER TYPE app.span OWNER TO own_b;
CREATE COLLATION app.c FROM "C";
ALTER COLLATION app.c OWNER TO own_b;
CREATE STATISTICS app.st ON id, v FROM app.t;
ALTER STATISTICS app.st OWNER TO own_b;
CREATE TABLE app.parted (k int) PARTITION BY LIST (k);
CREATE TABLE app.parted_1 PARTITION OF app.parted FOR VALUES IN (1);
ALTER TABLE app.parted OWNER TO own_a;
