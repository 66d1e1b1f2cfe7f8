COMMENT ON CAST (s.temp AS float8) IS 'hm'; DROP CAST (text AS s.colour);
