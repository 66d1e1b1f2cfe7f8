CREATE TABLE y (id int DEFAULT 1, w text, CONSTRAINT y_w CHECK (w <> ''));
CREATE TABLE par (id int, CONSTRAINT pc CHECK (id > 0));
CREATE TABLE chi (b int) INHERITS (par);
CREATE TABLE narrow (a int, b int);
INSERT INTO y VALUES (1, 'a');
INSERT INTO chi VALUES (1, 2);
INSERT INTO narrow VALUES (1, 2);
