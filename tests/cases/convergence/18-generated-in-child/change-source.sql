CREATE TABLE late (c int, a int, b int GENERATED ALWAYS AS (a * 4) STORED) INHERITS (base);
INSERT INTO late (a) VALUES (1);
