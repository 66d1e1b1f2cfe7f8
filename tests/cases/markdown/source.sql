CREATE SCHEMA app;
CREATE TABLE app.customers (id int PRIMARY KEY, email text NOT NULL);
CREATE TABLE app.gone (id int);
CREATE TABLE app."tick`ed" (id int, at timestamptz DEFAULT now());
CREATE VIEW app.active AS SELECT id FROM app.customers;
CREATE FUNCTION app.documented() RETURNS int LANGUAGE sql AS $$
-- ```sql
SELECT 1
-- ```
$$;
CREATE SEQUENCE app.numbers;
INSERT INTO app.customers SELECT n, 'c' || n FROM generate_series(1, 3) AS n;
INSERT INTO app.gone VALUES (1);
