-- A cast says what it likes. What is compared is what COPY would write.
CREATE TYPE pair AS (a int, b text);
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE FUNCTION first(pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a::text';
CREATE FUNCTION always(mood) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT 'a mood'$$;
CREATE CAST (pair AS text) WITH FUNCTION first(pair);
CREATE CAST (mood AS text) WITH FUNCTION always(mood);
CREATE DOMAIN twin AS pair;
CREATE DOMAIN temper AS mood;
CREATE TABLE keyed (id int PRIMARY KEY, one pair, two twin, three temper, many pair[]);
CREATE TABLE keyless (one pair, n int);
INSERT INTO keyed SELECT i, ROW(i, 'b')::pair, ROW(i, 'b')::pair, 'sad', ARRAY[ROW(i, 'b')::pair, NULL] FROM generate_series(1, 100) i;
INSERT INTO keyed VALUES (1000, NULL, NULL, NULL, NULL), (1001, ROW(NULL, NULL), ROW(NULL, ''), 'sad', '{}');
INSERT INTO keyless SELECT ROW(i, 'b')::pair, i FROM generate_series(1, 100) i;
