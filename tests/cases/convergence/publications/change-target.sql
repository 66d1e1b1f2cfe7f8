ALTER PUBLICATION everything SET (publish = 'insert');
ALTER PUBLICATION same DROP TABLE s.kept;
