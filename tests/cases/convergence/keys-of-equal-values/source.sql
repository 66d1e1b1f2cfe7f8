-- An equal key can be written otherwise. Those that refer to it are as the source has them, whatever the target would do to them.
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE cascading (id numeric PRIMARY KEY, note text);
CREATE TABLE cascaded (id int PRIMARY KEY, of numeric REFERENCES cascading ON UPDATE CASCADE, note text);
CREATE TABLE nulling (id text COLLATE loose PRIMARY KEY, note text);
CREATE TABLE nulled (id int PRIMARY KEY, of text COLLATE loose REFERENCES nulling ON UPDATE SET NULL, note text);
CREATE TABLE restricting (id numeric PRIMARY KEY, note text);
CREATE TABLE restricted (id int PRIMARY KEY, of numeric REFERENCES restricting ON UPDATE RESTRICT, note text);
CREATE TABLE plain (id numeric PRIMARY KEY, note text);
CREATE TABLE plainly (id int PRIMARY KEY, of numeric REFERENCES plain, note text);
INSERT INTO cascading SELECT i, 'c' FROM generate_series(1, 100) i;
INSERT INTO cascaded SELECT i, i, 'c' FROM generate_series(1, 100) i;
INSERT INTO nulling SELECT 'n' || i, 'n' FROM generate_series(1, 100) i;
INSERT INTO nulled SELECT i, 'n' || i, 'n' FROM generate_series(1, 100) i;
INSERT INTO restricting SELECT i, 'r' FROM generate_series(1, 100) i;
INSERT INTO restricted SELECT i, i, 'r' FROM generate_series(1, 100) i;
INSERT INTO plain SELECT i, 'p' FROM generate_series(1, 100) i;
INSERT INTO plainly SELECT i, i, 'p' FROM generate_series(1, 100) i;
