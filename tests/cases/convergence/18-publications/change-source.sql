ALTER PUBLICATION with_generated SET (publish_generated_columns = none);
ALTER PUBLICATION without SET (publish_generated_columns = stored);
