GRANT SELECT ON app.nobody TO PUBLIC;
GRANT ALL ON SEQUENCE app.s TO PUBLIC;
REVOKE ALL ON app.m FROM priv_reader;
GRANT UPDATE ON app.parted TO priv_writer WITH GRANT OPTION;
SET ROLE priv_writer;
GRANT UPDATE ON app.parted TO priv_reader;
RESET ROLE;

REVOKE EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) FROM priv_reader;
