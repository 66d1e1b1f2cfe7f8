DO $$ BEGIN CREATE ROLE extp_reader NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE SCHEMA ext;
CREATE TABLE public.t (id int);
INSERT INTO public.t VALUES (1);
-- Its script revokes and grants: what it did is the beginning.
CREATE EXTENSION pg_stat_statements SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
REVOKE SELECT ON ext.pg_stat_statements FROM PUBLIC;
GRANT SELECT ON ext.pg_stat_statements_info TO extp_reader WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION ext.hstore_to_json(ext.hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ext.hstore_to_json(ext.hstore) TO extp_reader;
REVOKE EXECUTE ON FUNCTION ext.akeys(ext.hstore) FROM PUBLIC;
REVOKE USAGE ON TYPE ext.hstore FROM PUBLIC;
GRANT SELECT (query) ON ext.pg_stat_statements TO extp_reader;
