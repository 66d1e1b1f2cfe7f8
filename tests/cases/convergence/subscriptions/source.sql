CREATE TABLE t (id int PRIMARY KEY);
INSERT INTO t VALUES (1);
CREATE SUBSCRIPTION plain CONNECTION 'host=nowhere dbname=x password=''it\''s %s''' PUBLICATION p WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION "Odd" CONNECTION 'host=nowhere dbname=x' PUBLICATION b, "A", c
    WITH (connect = false, slot_name = NONE, binary = true, streaming = on, synchronous_commit = 'remote_apply');
CREATE SUBSCRIPTION gone CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
COMMENT ON SUBSCRIPTION plain IS 'a subscription';
