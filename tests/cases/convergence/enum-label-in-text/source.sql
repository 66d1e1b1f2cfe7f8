CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('a', 'b');
CREATE TYPE app.e2 AS ENUM ('b', 'c');
CREATE TABLE app.t (id int PRIMARY KEY, v app.e DEFAULT 'b', w app.e2 DEFAULT 'b', CHECK (v <> 'b'::app.e OR id > 0));
INSERT INTO app.t VALUES (1, 'a', 'b'), (2, 'b', 'c');
CREATE FUNCTION app.f() RETURNS app.e LANGUAGE sql AS $$ SELECT 'b'::app.e $$;
