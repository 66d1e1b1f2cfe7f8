CREATE TABLE plain (id int, code varchar(9), amount numeric(8, 2), at timestamp, name text COLLATE "C", note text, PRIMARY KEY (id));
CREATE INDEX plain_code ON plain (code);
CREATE UNIQUE INDEX plain_at ON plain (at, id);
CREATE TABLE with_default (id int DEFAULT 5, n int CHECK (n > 0));
CREATE VIEW seen AS SELECT note FROM plain;
INSERT INTO plain SELECT g, 'c' || g, g, timestamp '2024-01-01' + g * interval '1 day', 'n' || g, 'x' FROM generate_series(1, 100) g;
INSERT INTO with_default SELECT g, g FROM generate_series(1, 10) g;
