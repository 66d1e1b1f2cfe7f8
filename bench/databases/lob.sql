-- 200,000 large objects at scale 100: most of them small, every hundredth 100 kB, with a table that refers to them.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SELECT set_config('bench.scale', :'scale', false) \g /dev/null
CREATE TABLE attachment (id bigint PRIMARY KEY, name text NOT NULL, content oid NOT NULL);
DO $$
BEGIN
  FOR batch IN 0 .. 99 LOOP
    INSERT INTO attachment
    SELECT i, 'file ' || i, lo_from_bytea(0, CASE WHEN i % 100 = 0 THEN convert_to(repeat(md5(i::text), 3200), 'UTF8') ELSE convert_to(repeat(md5(i::text), 1 + i % 20), 'UTF8') END)
    FROM generate_series(batch * (SELECT current_setting('bench.scale')::int * 20) + 1, (batch + 1) * current_setting('bench.scale')::int * 20) AS i;
    COMMIT;
  END LOOP;
END $$;
VACUUM ANALYZE attachment;
