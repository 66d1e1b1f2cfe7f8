DROP MATERIALIZED VIEW totals;
DROP VIEW view_of_view;
DROP VIEW child_view;
ALTER TABLE child ALTER COLUMN n TYPE numeric(10, 2);
CREATE VIEW child_view AS SELECT c.id, c.n, p.v FROM child c JOIN parent p ON p.id = c.parent_id;
CREATE VIEW view_of_view AS SELECT n FROM child_view;
CREATE MATERIALIZED VIEW totals AS SELECT sum(n) AS total FROM child_view;
