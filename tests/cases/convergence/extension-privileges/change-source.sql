GRANT SELECT ON ext.pg_stat_statements TO PUBLIC;
REVOKE ALL ON FUNCTION ext.hstore_to_json(ext.hstore) FROM extp_reader;
REVOKE EXECUTE ON FUNCTION ext.avals(ext.hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ext.avals(ext.hstore) TO extp_reader;
REVOKE SELECT (query) ON ext.pg_stat_statements FROM extp_reader;
