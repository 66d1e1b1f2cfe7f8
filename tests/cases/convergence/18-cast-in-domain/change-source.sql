CREATE TYPE zzz AS ENUM ('three');
CREATE CAST (zzz AS text) WITH INOUT;
ALTER DOMAIN b ADD CONSTRAINT c CHECK (VALUE <> 'three'::zzz::text);
