ALTER TABLE refers DROP CONSTRAINT refers_t, DROP CONSTRAINT lone_key;
ALTER TABLE parts DROP CONSTRAINT parts_t, DROP CONSTRAINT parts_key;
ALTER TABLE t DROP CONSTRAINT t_key, DROP CONSTRAINT t_a, DROP CONSTRAINT b_short;
DROP INDEX t_b, parts_d, mv_id;
DROP TRIGGER touched ON t;
DROP TRIGGER touched ON parts;
ALTER TRIGGER renamed ON t RENAME TO renamed_again;
DROP POLICY own ON t;
DROP RULE quiet ON t;
DROP RULE v_insert ON v;
-- All that kept these out is gone.
INSERT INTO t VALUES (2, 2, 'b'), (3, 2, 'much longer than before');
INSERT INTO refers VALUES (9, 1);
-- The names that are free now serve others.
ALTER TABLE refers RENAME TO refers_before;
CREATE TABLE refers (id int PRIMARY KEY);
DROP INDEX parts_remade;
CREATE INDEX parts_remade ON parts (id, d);
