ALTER TABLE lower DROP COLUMN own_too;
DROP TABLE both_sides;
CREATE TABLE both_sides (own int) INHERITS (upper);
ALTER TABLE upper ADD COLUMN f int;
INSERT INTO both_sides (a, own, f) VALUES (1, 2, 3);
