CREATE SCHEMA s;
CREATE TYPE s.temp AS (degrees float8);
CREATE TYPE s.colour AS ENUM ('red', 'green');
CREATE DOMAIN s.mark AS int;
CREATE FUNCTION s.degrees(s.temp) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ($1).degrees';
CREATE FUNCTION s.cut(s.temp, int, boolean) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT ($1).degrees::int';
CREATE FUNCTION s.number(s.colour) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT CASE $1 WHEN 'red' THEN 1 ELSE 2 END$$;
CREATE CAST (s.temp AS float8) WITH FUNCTION s.degrees(s.temp) AS IMPLICIT;
CREATE CAST (s.temp AS int) WITH FUNCTION s.cut(s.temp, int, boolean) AS ASSIGNMENT;
CREATE CAST (s.colour AS int) WITH FUNCTION s.number(s.colour);
CREATE CAST (text AS s.colour) WITH INOUT AS ASSIGNMENT;
CREATE CAST (int AS point) WITH INOUT;
CREATE CAST (int AS circle) WITH INOUT;
CREATE CAST (bytea AS text) WITHOUT FUNCTION;
COMMENT ON CAST (s.temp AS float8) IS 'a cast';
-- What uses casts sorts before them, and pg_depend does not say that it needs them.
CREATE TABLE a (id int PRIMARY KEY, b bytea, c s.colour DEFAULT ('gr' || 'een')::text::s.colour, t s.temp);
CREATE INDEX a_b ON a ((b::text));
CREATE VIEW aa AS SELECT id::point AS p, b::text AS b, 'red'::text::s.colour AS c FROM a WHERE t > 3;
CREATE FUNCTION aaa(s.temp DEFAULT NULL, text DEFAULT '\x41'::bytea::text) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT $1::int; END;
-- A cast of a row needs its table.
CREATE FUNCTION name_of(a) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ($1).id::text';
CREATE CAST (a AS text) WITH FUNCTION name_of(a);
CREATE VIEW aaaa AS SELECT a::text AS t FROM a;
INSERT INTO a (id, b, t) VALUES (1, 'x', ROW(20));
-- What the function returns fits only by another cast.
CREATE CAST (bytea AS jsonb) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION s.raw(s.temp) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$SELECT ''::bytea$$;
CREATE CAST (s.temp AS jsonb) WITH FUNCTION s.raw(s.temp);
