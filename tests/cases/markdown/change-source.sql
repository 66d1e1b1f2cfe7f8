DROP TABLE app.gone;
ALTER TABLE app."tick`ed" DROP COLUMN at, ADD COLUMN "@all" text;
CREATE OR REPLACE VIEW app.active AS SELECT id FROM app.customers WHERE email <> '';
CREATE OR REPLACE FUNCTION app.documented() RETURNS int LANGUAGE sql AS $$
-- ```sql
SELECT 2
-- ```
$$;
CREATE TABLE app.orders (id int, customer int REFERENCES app.customers);
GRANT SELECT ON app.customers TO PUBLIC;
SELECT nextval('app.numbers');
UPDATE app.customers SET email = 'x' WHERE id = 1;
