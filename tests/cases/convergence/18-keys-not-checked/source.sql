-- Keys that are NOT ENFORCED check nothing and stay; on partitioned tables, keys that are NOT VALID.
CREATE TABLE parents (id int PRIMARY KEY, code int NOT NULL UNIQUE, number int GENERATED ALWAYS AS IDENTITY);
CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents NOT ENFORCED, code int REFERENCES parents (code) NOT ENFORCED);
CREATE TABLE nodes (id int PRIMARY KEY, above int REFERENCES nodes NOT ENFORCED);
CREATE TABLE heads (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE parts (id int PRIMARY KEY, head int, note text) PARTITION BY RANGE (id);
CREATE TABLE parts_low PARTITION OF parts FOR VALUES FROM (0) TO (50);
CREATE TABLE parts_high PARTITION OF parts FOR VALUES FROM (50) TO (1000);
INSERT INTO parents SELECT i, i FROM generate_series(1, 50) i;
INSERT INTO children SELECT i, i, i FROM generate_series(1, 60) i;
INSERT INTO nodes SELECT i, i + 1 FROM generate_series(1, 50) i;
INSERT INTO heads SELECT i, 'h' || i FROM generate_series(1, 50) i;
INSERT INTO parts SELECT i, i, 'p' || i FROM generate_series(1, 60) i;
ALTER TABLE parts ADD CONSTRAINT parts_head FOREIGN KEY (head) REFERENCES heads NOT VALID;
