CREATE TABLE parted (a int NOT NULL, b int, z int, w int NOT NULL) PARTITION BY LIST (b);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE parted_2 (b int, z int, w int NOT NULL, a int NOT NULL);
ALTER TABLE parted ATTACH PARTITION parted_2 FOR VALUES IN (2);
CREATE TABLE p (a int NOT NULL, b int);
CREATE TABLE c (d int) INHERITS (p);
CREATE TABLE e (a int, b int NOT NULL) INHERITS (p);
INSERT INTO parted VALUES (1, 1, 2, 3);
