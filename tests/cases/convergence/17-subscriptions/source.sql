CREATE TABLE t (id int PRIMARY KEY);
INSERT INTO t VALUES (1);
CREATE SUBSCRIPTION all_of_it CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, two_phase = true, disable_on_error = true,
    password_required = false, run_as_owner = true, origin = none, failover = true, streaming = parallel);
CREATE SUBSCRIPTION bare CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE);
