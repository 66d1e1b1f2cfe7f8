CREATE DOMAIN positive AS int DEFAULT 1 CONSTRAINT positive_check CHECK (VALUE > 0);
CREATE DOMAIN code AS varchar(5) COLLATE "C" NOT NULL;
CREATE TYPE address AS (street text, "Zip code" char(5));
CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE COLLATION german (provider = libc, locale = 'C');
CREATE TABLE t (id int PRIMARY KEY, p positive, c code, a address, r span, d address[], x text COLLATE german);
INSERT INTO t VALUES (1, 5, 'abc', ROW('Main', '12345'), '[1,2)', ARRAY[ROW('x', '1')::address], 'y');
