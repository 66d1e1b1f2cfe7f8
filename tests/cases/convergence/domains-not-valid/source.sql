-- Rows from before a NOT VALID check of their domain may contradict it, and it refuses others like them.
CREATE DOMAIN size AS int;
CREATE DOMAIN weight AS int;
CREATE DOMAIN title AS text CHECK (VALUE <> '');
CREATE TABLE things (id int PRIMARY KEY, s size, many size[], w weight, n title);
INSERT INTO things SELECT i, -i, ARRAY[-i], -i, 'n' || i FROM generate_series(1, 200) i;
ALTER DOMAIN size ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
COMMENT ON CONSTRAINT positive ON DOMAIN size IS 'some day';
COMMENT ON DOMAIN size IS 'how large';
