UPDATE keyed SET v = 'changed' WHERE id = 500;
UPDATE unkeyed SET v = 1.50, f = 0 WHERE ctid = (SELECT min(ctid) FROM unkeyed);
UPDATE unkeyed SET i = '24 hours' WHERE i = '1 day' AND v::text = '1.5';
DELETE FROM emptied;
INSERT INTO nothing DEFAULT VALUES;
