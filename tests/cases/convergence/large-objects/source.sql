CREATE TABLE documents (id int PRIMARY KEY, content oid);
INSERT INTO documents VALUES (1, lo_from_bytea(50001, 'first')), (2, lo_create(50002));
-- A hole before the only byte, one at the end, and both a hole and a short page in the middle.
INSERT INTO documents VALUES (3, lo_create(50003)), (4, lo_create(50004)), (5, lo_from_bytea(50005, 'short'));
SELECT lo_put(50003, 5000, 'x');
SELECT lo_truncate64(lo_open(50004, 131072), 4096);
SELECT lo_put(50005, 9000, 'far');
-- Larger than what is read and written at a time.
INSERT INTO documents VALUES (6, lo_from_bytea(50006, decode(repeat('00ff17', 4 * 1024 * 1024), 'hex')));
-- More than there are in a batch.
SELECT count(lo_from_bytea(60000 + n, decode(md5(n::text), 'hex'))) FROM generate_series(1, 12000) n;
COMMENT ON LARGE OBJECT 50001 IS 'the first';
COMMENT ON LARGE OBJECT 60001 IS 'of many';
GRANT SELECT ON LARGE OBJECT 50001, 50002 TO pg_monitor WITH GRANT OPTION;
GRANT UPDATE ON LARGE OBJECT 50001 TO PUBLIC;
REVOKE UPDATE ON LARGE OBJECT 50003 FROM postgres;
