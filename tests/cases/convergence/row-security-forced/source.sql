-- A merge lifts FORCE and sets it again, by what the table is once its definition is changed.
CREATE TABLE t (id int PRIMARY KEY, c0 text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE TABLE u (id int PRIMARY KEY, c0 text);
ALTER TABLE u ENABLE ROW LEVEL SECURITY;
INSERT INTO t SELECT g, 'row' FROM generate_series(1, 200) g;
INSERT INTO u SELECT g, 'row' FROM generate_series(1, 200) g;
