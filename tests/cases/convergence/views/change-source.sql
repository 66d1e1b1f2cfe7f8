CREATE OR REPLACE VIEW upper AS SELECT id, upper(a) AS a FROM base;
DROP VIEW upper;
DROP VIEW base;
CREATE VIEW base AS SELECT id, a AS renamed, b FROM t;
CREATE VIEW upper AS SELECT id, renamed FROM base;
CREATE OR REPLACE VIEW guarded WITH (check_option = local) AS SELECT id FROM t WHERE b > 4;
ALTER VIEW guarded ALTER COLUMN id SET DEFAULT 5;
COMMENT ON VIEW guarded IS 'guarded';
COMMENT ON COLUMN guarded.id IS 'key';
