-- CREATE RULE keeps this name for views, ALTER RULE does not; pg_dump writes what no server takes.
CREATE TABLE t (id int PRIMARY KEY);
CREATE RULE late AS ON DELETE TO t WHERE OLD.id = -100 DO INSTEAD NOTHING;
ALTER RULE late ON t RENAME TO "_RETURN";
COMMENT ON RULE "_RETURN" ON t IS 'not of a view';
INSERT INTO t VALUES (1), (2);
