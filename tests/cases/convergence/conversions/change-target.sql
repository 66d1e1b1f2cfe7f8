COMMENT ON CONVERSION s."Mine" IS 'another word';
