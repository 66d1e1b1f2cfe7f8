-- What a child has from its new parents alone stays inherited.
DROP TABLE kid;
CREATE TABLE kid (own int) INHERITS (more);
INSERT INTO kid VALUES ('w', 2);
-- In another order.
DROP TABLE twin;
CREATE TABLE twin (own int) INHERITS (more, base);
INSERT INTO twin VALUES ('w', 2, 't', 3);
-- Another key.
ALTER TABLE m DETACH PARTITION m0;
DROP TABLE m;
CREATE TABLE m (id int, d int) PARTITION BY LIST (d);
ALTER TABLE m ATTACH PARTITION m0 DEFAULT;
-- The columns of the table that joins stand otherwise.
DROP TABLE s;
CREATE TABLE s (id int, d int);
INSERT INTO s VALUES (50, 50);
ALTER TABLE m ATTACH PARTITION s FOR VALUES IN (50);
