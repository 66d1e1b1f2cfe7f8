-- Rows from before a NOT NULL that is NOT VALID may lack the value.
CREATE TABLE merged (id int PRIMARY KEY, n int, note text);
CREATE TABLE reloaded (id int PRIMARY KEY, n int, note text);
INSERT INTO merged SELECT i, NULL, 'm' || i FROM generate_series(1, 200) i;
INSERT INTO reloaded SELECT i, NULL, 'r' || i FROM generate_series(1, 200) i;
ALTER TABLE merged ADD CONSTRAINT given NOT NULL n NOT VALID;
ALTER TABLE reloaded ADD CONSTRAINT given NOT NULL n NOT VALID;
