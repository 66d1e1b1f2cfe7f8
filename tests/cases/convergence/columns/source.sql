CREATE SCHEMA app;
CREATE TABLE app.t (id int PRIMARY KEY, a text, b int DEFAULT 1, c text NOT NULL, gone text);
COMMENT ON COLUMN app.t.a IS 'first';
INSERT INTO app.t SELECT g, 'a' || g, g, 'c', 'x' FROM generate_series(1, 50) g;
CREATE VIEW app.v AS SELECT id, a, gone FROM app.t;
