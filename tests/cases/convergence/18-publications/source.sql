CREATE TABLE t (id int PRIMARY KEY, g int GENERATED ALWAYS AS (id * 2) STORED);
CREATE PUBLICATION with_generated FOR TABLE t WITH (publish_generated_columns = stored);
CREATE PUBLICATION without FOR TABLE t;
CREATE PUBLICATION listed FOR TABLE t (id, g);
