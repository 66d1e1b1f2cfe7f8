GRANT USAGE ON TYPE ext.hstore TO PUBLIC;
REVOKE ALL ON ext.pg_stat_statements_info FROM extp_reader;
