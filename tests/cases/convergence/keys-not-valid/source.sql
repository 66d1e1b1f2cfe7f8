-- Rows from before a NOT VALID key may contradict it, and it refuses others like them.
CREATE TABLE parents (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE children (id int PRIMARY KEY, parent int, note text);
CREATE TABLE others (id int PRIMARY KEY, parent int REFERENCES parents);
CREATE TABLE nodes (id int PRIMARY KEY, above int, name text NOT NULL);
CREATE TABLE leavers (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE followers (id int PRIMARY KEY, leaver int, note text);
CREATE TABLE heaps (parent int, note text);
INSERT INTO parents SELECT i, 'p' || i FROM generate_series(1, 50) i;
INSERT INTO children SELECT i, i, 'c' || i FROM generate_series(1, 60) i;
INSERT INTO others SELECT i, i FROM generate_series(1, 50) i;
INSERT INTO nodes SELECT i, i + 1, 'n' || i FROM generate_series(1, 50) i;
INSERT INTO leavers SELECT i, 'l' || i FROM generate_series(1, 50) i;
INSERT INTO followers SELECT i, i, 'f' || i FROM generate_series(1, 50) i;
INSERT INTO heaps SELECT i, 'h' || i FROM generate_series(1, 60) i;
ALTER TABLE children ADD CONSTRAINT children_parent FOREIGN KEY (parent) REFERENCES parents NOT VALID;
ALTER TABLE nodes ADD CONSTRAINT nodes_above FOREIGN KEY (above) REFERENCES nodes NOT VALID;
ALTER TABLE followers ADD CONSTRAINT followers_leaver FOREIGN KEY (leaver) REFERENCES leavers ON DELETE CASCADE NOT VALID;
ALTER TABLE heaps ADD CONSTRAINT heaps_parent FOREIGN KEY (parent) REFERENCES parents NOT VALID;
