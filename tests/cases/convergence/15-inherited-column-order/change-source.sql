CREATE TABLE turned_again (own int, b int, a int);
ALTER TABLE turned_again INHERIT first;
INSERT INTO turned_again VALUES (1, 2, 3);
