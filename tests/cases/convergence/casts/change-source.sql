DROP CAST (s.temp AS int);
CREATE CAST (s.temp AS int) WITH FUNCTION s.cut(s.temp, int, boolean);
DROP CAST (int AS circle);
CREATE CAST (int AS s.colour) WITH INOUT;
COMMENT ON CAST (s.temp AS float8) IS NULL;
COMMENT ON CAST (s.colour AS int) IS 'another';
