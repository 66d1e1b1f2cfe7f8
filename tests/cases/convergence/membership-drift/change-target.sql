-- A table of its own here, with rows that fit no bound.
ALTER TABLE refers DROP CONSTRAINT refers_id_fkey;
ALTER TABLE m DETACH PARTITION m0;
UPDATE m0 SET id = id + 1000 WHERE id > 90;
-- A partition here, with a key and an index of the partitioned table.
ALTER TABLE m ATTACH PARTITION alone FOR VALUES FROM (500) TO (600);
UPDATE alone SET d = 1;
-- Refers to its own family.
ALTER TABLE itself DROP CONSTRAINT itself_up;
ALTER TABLE itself DETACH PARTITION itself1;
-- Other parents here, and other rows.
ALTER TABLE free INHERIT base;
INSERT INTO free VALUES (6, 'g', 7);
