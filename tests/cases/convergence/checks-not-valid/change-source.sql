-- The checks are the same afterwards. What came and changed meanwhile was not checked.
ALTER TABLE merged DROP CONSTRAINT positive;
ALTER TABLE reloaded DROP CONSTRAINT positive;
ALTER TABLE heap DROP CONSTRAINT positive;
ALTER TABLE parted DROP CONSTRAINT positive;
ALTER TABLE above DROP CONSTRAINT positive;
UPDATE merged SET note = 'changed' WHERE id = 7;
INSERT INTO merged VALUES (1000, -1, 'new');
UPDATE reloaded SET note = 'changed' || id;
UPDATE heap SET note = 'changed' WHERE n = -7;
UPDATE parted SET note = 'changed' WHERE id IN (7, 107);
UPDATE below SET n = n - 1 WHERE id = 7;
ALTER TABLE merged ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
COMMENT ON CONSTRAINT positive ON merged IS 'some day';
ALTER TABLE reloaded ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
ALTER TABLE heap ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
ALTER TABLE parted ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
ALTER TABLE above ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
