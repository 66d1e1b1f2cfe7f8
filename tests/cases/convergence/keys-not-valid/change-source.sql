-- The keys are the same afterwards. What came, changed and went meanwhile was not checked.
ALTER TABLE children DROP CONSTRAINT children_parent;
INSERT INTO children VALUES (100, 1000, 'of nobody');
UPDATE children SET parent = 2000 WHERE id = 7;
ALTER TABLE children ADD CONSTRAINT children_parent FOREIGN KEY (parent) REFERENCES parents NOT VALID;
UPDATE parents SET name = 'changed' WHERE id = 3;

ALTER TABLE nodes DROP CONSTRAINT nodes_above;
INSERT INTO nodes VALUES (100, 1000, 'of nobody');
DELETE FROM nodes WHERE id = 20;
ALTER TABLE nodes ADD CONSTRAINT nodes_above FOREIGN KEY (above) REFERENCES nodes NOT VALID;

-- Those that refer to it stay.
ALTER TABLE followers DROP CONSTRAINT followers_leaver;
DELETE FROM leavers WHERE id = 5;
ALTER TABLE followers ADD CONSTRAINT followers_leaver FOREIGN KEY (leaver) REFERENCES leavers ON DELETE CASCADE NOT VALID;

ALTER TABLE heaps DROP CONSTRAINT heaps_parent;
INSERT INTO heaps VALUES (1000, 'of nobody');
ALTER TABLE heaps ADD CONSTRAINT heaps_parent FOREIGN KEY (parent) REFERENCES parents NOT VALID;
