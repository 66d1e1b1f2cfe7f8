CREATE SEQUENCE narrows;
CREATE SEQUENCE falls INCREMENT -1 MINVALUE -1000 MAXVALUE 1000 START 0;
CREATE SEQUENCE shrinks AS bigint;
CREATE SEQUENCE same MAXVALUE 1000;
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY);
SELECT setval('narrows', 500), setval('falls', -500), setval('shrinks', 5000000000), setval('same', 50), setval('t_id_seq', 500);
