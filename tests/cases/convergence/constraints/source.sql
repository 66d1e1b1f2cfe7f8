CREATE TABLE p (id int, other int, CONSTRAINT p_key PRIMARY KEY (id));
CREATE TABLE c (id int CONSTRAINT c_pk PRIMARY KEY, p int CONSTRAINT c_fk REFERENCES p, n int CONSTRAINT c_check CHECK (n > 0), period int4range,
                CONSTRAINT c_excl EXCLUDE USING gist (period WITH &&));
INSERT INTO p SELECT g, g FROM generate_series(1, 5) g;
INSERT INTO c SELECT g, g, g, int4range(g * 10, g * 10 + 5) FROM generate_series(1, 5) g;
ALTER TABLE c ADD CONSTRAINT c_late CHECK (n < 100) NOT VALID;
COMMENT ON INDEX p_key IS 'the index, not the constraint';
