REVOKE SELECT ON app.t FROM priv_reader;
GRANT SELECT (id), UPDATE (secret) ON app.t TO priv_reader;
REVOKE UPDATE (a) ON app.t FROM "Priv ""odd""";
GRANT TRUNCATE ON app.t TO CURRENT_USER;
ALTER TABLE app.t DROP COLUMN "B c", ADD COLUMN later int;
GRANT UPDATE (later) ON app.t TO priv_reader;
GRANT SELECT ON SEQUENCE app.t_id_seq TO priv_reader;

-- The grant option goes, and with it what was granted on its strength.
REVOKE GRANT OPTION FOR SELECT ON app.chained FROM priv_grantor CASCADE;
GRANT DELETE ON app.chained TO priv_second WITH GRANT OPTION;

-- Made again: the view whose column is renamed, and what reads it.
DROP VIEW app.over_v, app.v;
CREATE VIEW app.v AS SELECT id AS key, a FROM app.t;
GRANT SELECT ON app.v TO priv_writer;
CREATE VIEW app.over_v AS SELECT a FROM app.v;
GRANT SELECT ON app.over_v TO PUBLIC;
GRANT SELECT (a), UPDATE (a) ON app.over_v TO priv_writer WITH GRANT OPTION;

GRANT EXECUTE ON FUNCTION app.f TO PUBLIC;
REVOKE EXECUTE ON FUNCTION app.f FROM priv_reader;
GRANT EXECUTE ON FUNCTION app.rows() TO priv_writer WITH GRANT OPTION;
GRANT USAGE ON TYPE app.mood TO PUBLIC;
REVOKE GRANT OPTION FOR USAGE ON TYPE app.pair FROM priv_reader;
GRANT USAGE ON SCHEMA public TO PUBLIC;
REVOKE USAGE ON SCHEMA app FROM priv_reader;

GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) TO PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_export(oid, text) FROM CURRENT_USER;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_reset() TO PUBLIC;
