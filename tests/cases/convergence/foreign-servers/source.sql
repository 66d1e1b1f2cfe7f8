DO $$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['fs_owner', 'fs_reader', 'Fs "odd"'] LOOP
        BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN', r); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
    END LOOP;
END $$;
CREATE EXTENSION postgres_fdw;
CREATE SCHEMA f;
CREATE FUNCTION f.check_options(text[], oid) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE FOREIGN DATA WRAPPER bare;
CREATE FOREIGN DATA WRAPPER "Odd wrapper" VALIDATOR f.check_options OPTIONS (host 'it''s', "Secret key" 'per%cent {secret ''x''} $1 \slash');
CREATE FOREIGN DATA WRAPPER gone;
CREATE SERVER elsewhere TYPE 'oracle' VERSION '19' FOREIGN DATA WRAPPER "Odd wrapper" OPTIONS (token 't0ken', host 'h1', "dbname" 'd');
CREATE SERVER "Plain" FOREIGN DATA WRAPPER bare;
CREATE SERVER unversioned VERSION '1' FOREIGN DATA WRAPPER bare;
CREATE SERVER retyped TYPE 'a' FOREIGN DATA WRAPPER bare;
CREATE SERVER real FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', dbname 'x', fetch_size '10');
CREATE SERVER gone FOREIGN DATA WRAPPER gone;
CREATE USER MAPPING FOR PUBLIC SERVER elsewhere OPTIONS (password 'for ''everybody''');
CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere;
CREATE USER MAPPING FOR fs_reader SERVER elsewhere OPTIONS ("user" 'u', password 'p1');
CREATE USER MAPPING FOR "Fs ""odd""" SERVER "Plain" OPTIONS (a '1', b '2');
CREATE USER MAPPING FOR fs_reader SERVER real OPTIONS (user 'u', password 'p');
CREATE USER MAPPING FOR fs_reader SERVER retyped OPTIONS (password 'kept');
CREATE USER MAPPING FOR fs_reader SERVER gone;
COMMENT ON FOREIGN DATA WRAPPER bare IS 'a wrapper';
COMMENT ON SERVER elsewhere IS 'a server';
ALTER SERVER "Plain" OWNER TO CURRENT_USER;
GRANT USAGE ON FOREIGN DATA WRAPPER bare TO fs_owner WITH GRANT OPTION;
GRANT USAGE ON FOREIGN SERVER elsewhere TO fs_reader, PUBLIC;
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO fs_reader;
ALTER SERVER "Plain" OWNER TO fs_owner;
CREATE TABLE t (id int);
INSERT INTO t VALUES (1);
