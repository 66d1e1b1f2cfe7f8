CREATE TYPE zz AS ENUM ('one', 'two');
CREATE CAST (zz AS text) WITH INOUT AS ASSIGNMENT;
CREATE CAST (text AS zz) WITH INOUT AS IMPLICIT;
CREATE DOMAIN a AS zz CHECK (VALUE::text || 'x' <> 'twox') DEFAULT ('o' || 'ne')::text;
CREATE DOMAIN b AS text CHECK ((VALUE::zz)::text <> 'one');
CREATE TABLE t (id int PRIMARY KEY, a a, b b);
INSERT INTO t VALUES (1, DEFAULT, 'two');
-- pg_dump makes the table first, and fails.
CREATE FUNCTION number(zz) RETURNS int LANGUAGE sql IMMUTABLE AS $$SELECT CASE $1 WHEN 'one' THEN 1 ELSE 2 END$$;
CREATE CAST (zz AS int) WITH FUNCTION number(zz);
CREATE TABLE aa (id int PRIMARY KEY, z zz, n int GENERATED ALWAYS AS (z::int) STORED, CHECK (z::int > 0));
INSERT INTO aa VALUES (1, 'two');
