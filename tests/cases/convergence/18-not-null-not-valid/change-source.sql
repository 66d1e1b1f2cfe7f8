ALTER TABLE merged DROP CONSTRAINT given;
ALTER TABLE reloaded DROP CONSTRAINT given;
UPDATE merged SET note = 'changed' WHERE id = 7;
INSERT INTO merged VALUES (1000, NULL, 'new');
UPDATE reloaded SET note = 'changed' || id;
ALTER TABLE merged ADD CONSTRAINT given NOT NULL n NOT VALID;
ALTER TABLE reloaded ADD CONSTRAINT given NOT NULL n NOT VALID;
