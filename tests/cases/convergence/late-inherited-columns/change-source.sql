-- Another column of the parent goes behind the child's own, as before.
ALTER TABLE a_star ADD COLUMN later int;
ALTER TABLE parent DROP COLUMN twice;
ALTER TABLE parent DROP CONSTRAINT late_check;

-- Made again below a parent that stands, and a new one.
DROP TABLE both_sides;
CREATE TABLE both_sides (own int) INHERITS (parent);
ALTER TABLE parent ADD COLUMN f int;
CREATE TABLE another (mine int) INHERITS (side);
ALTER TABLE side ADD COLUMN v int CONSTRAINT v_positive CHECK (v > 0);
INSERT INTO both_sides (id, own, f) VALUES (5, 2, 3);
INSERT INTO another (s, mine, v) VALUES (1, 2, 3);
DROP TABLE f_star;
