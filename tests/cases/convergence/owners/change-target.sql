ALTER TABLE app.parted OWNER TO own_b;
ALTER TYPE app.mood OWNER TO own_a;
ALTER SEQUENCE app.s OWNER TO own_reader;
