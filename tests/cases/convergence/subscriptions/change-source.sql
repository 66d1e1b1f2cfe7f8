ALTER SUBSCRIPTION plain CONNECTION 'host=elsewhere dbname=x password=other';
ALTER SUBSCRIPTION plain SET PUBLICATION q, p WITH (refresh = false);
ALTER SUBSCRIPTION plain SET (binary = true, synchronous_commit = 'local');
ALTER SUBSCRIPTION "Odd" SET (binary = false, streaming = off, synchronous_commit = 'off');
COMMENT ON SUBSCRIPTION plain IS NULL;
DROP SUBSCRIPTION gone;
