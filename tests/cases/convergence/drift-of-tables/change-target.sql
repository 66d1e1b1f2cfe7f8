ALTER TABLE y RENAME COLUMN id TO idd;
CREATE INDEX foreign_index ON y (w);
ALTER TABLE chi NO INHERIT par;
ALTER TABLE narrow ADD COLUMN c int;
CREATE INDEX foreign_c ON narrow (c);
