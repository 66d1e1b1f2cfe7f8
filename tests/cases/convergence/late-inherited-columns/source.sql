CREATE SCHEMA "Stars ""and"" more";
CREATE TYPE colour AS ENUM ('red', 'green');
CREATE FUNCTION is_fine(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';

-- As in PostgreSQL's own tests: four levels, two parents, and columns that come to each level when the ones below stand already.
CREATE TABLE a_star (class char, a int4);
CREATE TABLE b_star (b text) INHERITS (a_star);
CREATE TABLE c_star (c name) INHERITS (a_star);
CREATE TABLE d_star (d float8) INHERITS (b_star, c_star);
CREATE TABLE e_star (e int2) INHERITS (c_star);
CREATE TABLE f_star (f polygon) INHERITS (e_star);
ALTER TABLE a_star RENAME COLUMN a TO aa;
ALTER TABLE f_star ADD COLUMN ff int;
ALTER TABLE e_star ADD COLUMN ee int CONSTRAINT ee_positive CHECK (ee > 0);
ALTER TABLE a_star ADD COLUMN a text COLLATE "C" NOT NULL DEFAULT 'x';
ALTER TABLE c_star ADD COLUMN "Hue" colour;
INSERT INTO f_star VALUES ('f', 1, 'c', 2, '((1,3),(2,4))', 3, 4, 'y', 'red');
INSERT INTO d_star (class, aa, b, c, d) VALUES ('d', 1, 'b', 'c', 1.5);

-- Below a parent with a key, with checks and generated columns that come later.
CREATE TABLE parent (id int PRIMARY KEY, CONSTRAINT id_positive CHECK (id > 0));
CREATE TABLE plain (own text NOT NULL, CONSTRAINT own_not_empty CHECK (own <> '')) INHERITS (parent);
CREATE UNLOGGED TABLE "Stars ""and"" more"."Plain child" (own text) INHERITS (parent);
ALTER TABLE parent ADD COLUMN late int;
ALTER TABLE parent ADD COLUMN twice int GENERATED ALWAYS AS (late * 2) STORED;
ALTER TABLE plain ADD COLUMN own_again int GENERATED ALWAYS AS IDENTITY;
ALTER TABLE "Stars ""and"" more"."Plain child" ADD COLUMN own_again int, ALTER COLUMN own SET STATISTICS 5, ALTER COLUMN late SET DEFAULT 3;
ALTER TABLE parent ADD COLUMN last int NOT NULL DEFAULT 1;
ALTER TABLE parent ADD CONSTRAINT late_check CHECK (late > 0), ADD CONSTRAINT not_here CHECK (late < 1000) NO INHERIT,
    ADD CONSTRAINT calls CHECK (is_fine(id::text)), ADD CONSTRAINT not_all CHECK (id < 100000) NOT VALID;
COMMENT ON COLUMN plain.last IS 'the last';
INSERT INTO parent VALUES (1, 2);
INSERT INTO plain (id, own, late) VALUES (2, 'o', 3);
INSERT INTO "Stars ""and"" more"."Plain child" (id, own) VALUES (3, 'p');

-- One more parent.
CREATE TABLE side (s int, t int);
CREATE TABLE both_sides (own int) INHERITS (parent, side);
ALTER TABLE side ADD COLUMN u int NOT NULL DEFAULT 0;
ALTER TABLE parent ADD COLUMN e int;
INSERT INTO both_sides (id, own, u, e) VALUES (4, 5, 6, 7);
