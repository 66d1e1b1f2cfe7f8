ALTER POLICY limits ON t USING (a > 5);
ALTER POLICY roles ON t TO pg_monitor, pg_read_all_data USING (a > 1);
ALTER POLICY base ON t TO pg_monitor;
-- What ALTER POLICY cannot do.
DROP POLICY narrowed ON t;
CREATE POLICY narrowed ON t FOR UPDATE USING (a > 0);
DROP POLICY command ON t;
CREATE POLICY command ON t FOR DELETE USING (a > 0);
COMMENT ON POLICY command ON t IS 'whose command changes';
DROP POLICY kind ON t;
CREATE POLICY kind ON t AS RESTRICTIVE USING (b > 1);
