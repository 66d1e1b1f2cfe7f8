CREATE TABLE logins (who text);
CREATE FUNCTION greet() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE EVENT TRIGGER on_login ON login EXECUTE FUNCTION greet();
INSERT INTO logins VALUES ('a');
