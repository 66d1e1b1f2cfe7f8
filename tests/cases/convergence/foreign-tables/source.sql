DO $$ BEGIN CREATE ROLE ft_reader NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA s;
CREATE FOREIGN DATA WRAPPER dummy;
CREATE SERVER one FOREIGN DATA WRAPPER dummy;
CREATE SERVER two FOREIGN DATA WRAPPER dummy;
CREATE FUNCTION s.log_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE SEQUENCE s.numbers;
CREATE FOREIGN TABLE s.remote (
    id int OPTIONS (column_name 'ID', key 'true') NOT NULL,
    name varchar(20) COLLATE "C" DEFAULT 'x',
    n int OPTIONS ("api key" 'k1') DEFAULT nextval('s.numbers'),
    doubled int GENERATED ALWAYS AS (n * 2) STORED,
    "Odd col" text,
    CONSTRAINT positive CHECK (id > 0),
    CONSTRAINT short CHECK (length(name) < 10) NO INHERIT
) SERVER one OPTIONS (schema_name 'r', table_name 'T', program 'curl -u me:secret {}');
ALTER SEQUENCE s.numbers OWNED BY s.remote.n;
ALTER FOREIGN TABLE s.remote ALTER n SET STATISTICS 50, ALTER n SET (n_distinct = 5), ALTER "Odd col" SET STORAGE EXTERNAL;
ALTER FOREIGN TABLE s.remote ADD CONSTRAINT later CHECK (n <> 7) NOT VALID;
CREATE FOREIGN TABLE s.bare () SERVER two;
CREATE FOREIGN TABLE s.moved (id int) SERVER one OPTIONS (a '1');
CREATE FOREIGN TABLE s.gone (id int) SERVER one;
COMMENT ON FOREIGN TABLE s.remote IS 'rows elsewhere';
COMMENT ON COLUMN s.remote.n IS 'a number';
COMMENT ON CONSTRAINT positive ON s.remote IS 'above zero';
GRANT SELECT, INSERT ON s.remote TO ft_reader;
GRANT UPDATE (n, "Odd col") ON s.remote TO ft_reader;
CREATE TRIGGER before_insert BEFORE INSERT ON s.remote FOR EACH ROW EXECUTE FUNCTION s.log_it();
CREATE TRIGGER gone AFTER UPDATE ON s.remote FOR EACH STATEMENT EXECUTE FUNCTION s.log_it();
ALTER TABLE s.remote DISABLE TRIGGER before_insert;
CREATE STATISTICS s.st ON id, n FROM s.remote;
CREATE VIEW s.v AS SELECT id, name FROM s.remote;
-- Children on both sides of the fence, and partitions.
CREATE TABLE s.parent (id int NOT NULL, v text DEFAULT 'p', CONSTRAINT c CHECK (id > 0));
CREATE FOREIGN TABLE s.child (extra int) INHERITS (s.parent) SERVER one;
ALTER FOREIGN TABLE s.child ALTER v SET DEFAULT 'c', ALTER v OPTIONS (column_name 'w');
CREATE TABLE s.local_child (mine int) INHERITS (s.remote);
INSERT INTO s.local_child (id, name, "Odd col", mine) VALUES (1, 'a', 'o', 2);
INSERT INTO s.parent VALUES (1, 'x');
CREATE TABLE s.parted (k int, v text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE s.parted_1 PARTITION OF s.parted FOR VALUES IN (1);
CREATE FOREIGN TABLE s.parted_2 PARTITION OF s.parted FOR VALUES IN (2) SERVER one OPTIONS (table_name 'p2');
CREATE FOREIGN TABLE s.parted_rest PARTITION OF s.parted DEFAULT SERVER two;
INSERT INTO s.parted VALUES (1, 'here');
