CREATE TABLE t (id int PRIMARY KEY, a text, b int);
INSERT INTO t SELECT g, 'x', g FROM generate_series(1, 10) g;
CREATE VIEW base AS SELECT id, a FROM t;
CREATE VIEW upper AS SELECT id, a FROM base;
CREATE VIEW grouped AS SELECT t.id, t.a, count(*) FROM t GROUP BY t.id;
CREATE VIEW guarded WITH (security_barrier) AS SELECT id FROM t WHERE b > 3;
