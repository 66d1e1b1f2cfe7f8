CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TYPE size AS ENUM ('s', 'm', 'l');
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'sad', s size);
INSERT INTO t VALUES (1, 'sad', 's'), (2, 'happy', 'l');
