INSERT INTO children VALUES (100, 1000, 1000);
-- Values pass from row to row, and numbers that nobody sets are others.
UPDATE parents SET code = 51 WHERE id = 1;
UPDATE parents SET code = 1 WHERE id = 2;
DELETE FROM parents WHERE id = 3;
INSERT INTO parents VALUES (3, 3);
DELETE FROM parents WHERE id = 10;
INSERT INTO nodes VALUES (100, 1000);
DELETE FROM nodes WHERE id = 20;

ALTER TABLE parts DROP CONSTRAINT parts_head;
INSERT INTO parts VALUES (100, 1000, 'of nobody');
DELETE FROM heads WHERE id = 7;
ALTER TABLE parts ADD CONSTRAINT parts_head FOREIGN KEY (head) REFERENCES heads NOT VALID;
