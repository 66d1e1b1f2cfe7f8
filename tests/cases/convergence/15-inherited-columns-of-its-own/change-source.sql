-- Once out and in again, a child has its inherited columns and checks of its own, as pg_dump sees them.
ALTER TABLE k NO INHERIT a;
ALTER TABLE k INHERIT a;
ALTER TABLE k2 NO INHERIT a;
ALTER TABLE k2 INHERIT a;
