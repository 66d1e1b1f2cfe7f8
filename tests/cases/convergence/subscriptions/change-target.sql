-- Somebody took into use what goes.
ALTER SUBSCRIPTION gone SET (slot_name = 'theirs');
ALTER SUBSCRIPTION gone ENABLE;
