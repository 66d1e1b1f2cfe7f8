CREATE TABLE t (id int PRIMARY KEY, a text, b int NOT NULL);
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_b ON t (b);
CREATE INDEX t_c ON t (b) WHERE b > 5;
INSERT INTO t SELECT g, g::text, g FROM generate_series(1, 100) g;
