-- The index is not valid, for it has none in the partition.
CREATE TABLE part (k int, note text) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF part FOR VALUES IN (1);
CREATE INDEX only_above ON ONLY part (note);
INSERT INTO part VALUES (1, 'one');
