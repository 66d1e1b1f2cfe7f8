DROP SUBSCRIPTION all_of_it;
CREATE SUBSCRIPTION all_of_it CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false, slot_name = NONE, disable_on_error = true);
ALTER SUBSCRIPTION bare SET (disable_on_error = true, password_required = false, run_as_owner = true, origin = none, streaming = off);
