CREATE TABLE base (id int NOT NULL, a text DEFAULT 'a', CONSTRAINT positive CHECK (id > 0));
CREATE TABLE derived (b int, CONSTRAINT b_positive CHECK (b > 0)) INHERITS (base);
CREATE TABLE local (id int NOT NULL, c int) INHERITS (base);
CREATE TABLE two (x int) INHERITS (derived, local);
INSERT INTO base VALUES (1);
INSERT INTO derived VALUES (2, 'x', 3);
INSERT INTO two (id, b) VALUES (4, 5);
