-- Inherited, it cannot be renamed.
DROP TABLE o0;
CREATE TABLE o0 (id int, d int CONSTRAINT by_hand NOT NULL);
ALTER TABLE other ATTACH PARTITION o0 FOR VALUES FROM (0) TO (10);
