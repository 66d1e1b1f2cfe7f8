-- The new owner had a grant before, which becomes part of its ownership.
ALTER TABLE app.t OWNER TO own_b;
ALTER TABLE app.stays OWNER TO own_a;
GRANT SELECT ON app.stays TO own_reader;
DROP VIEW app.v;
CREATE VIEW app.v AS SELECT id AS key FROM app.t;
ALTER VIEW app.v OWNER TO own_a;
ALTER FUNCTION app.f OWNER TO CURRENT_USER;
ALTER SCHEMA mine OWNER TO own_b;
CREATE SEQUENCE app.late;
ALTER SEQUENCE app.late OWNER TO "Own ""odd""";
ALTER SEQUENCE app.late OWNED BY app.of_odd.id;
