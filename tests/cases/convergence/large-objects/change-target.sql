SELECT lo_put(60003, 3, 'drifted');
SELECT lo_unlink(60004);
-- Zeros for a hole: what reads alike is alike.
SELECT lo_put(50003, 0, decode(repeat('00', 5000), 'hex'));
COMMENT ON LARGE OBJECT 60005 IS 'of the target';
GRANT ALL ON LARGE OBJECT 60006, 60007 TO PUBLIC;
-- Nobody's of ours, and the source has none of this number.
SELECT lo_from_bytea(90000, 'theirs');
