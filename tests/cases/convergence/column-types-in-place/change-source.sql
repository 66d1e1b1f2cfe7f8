SET timezone = 'UTC';
ALTER TABLE plain ALTER id TYPE bigint, ALTER code TYPE text, ALTER amount TYPE numeric(10, 3), ALTER at TYPE timestamptz, ALTER name TYPE text COLLATE "POSIX";
ALTER TABLE with_default ALTER id TYPE bigint, ALTER n TYPE bigint;
