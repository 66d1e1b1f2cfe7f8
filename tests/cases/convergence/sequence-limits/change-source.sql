SELECT setval('narrows', 50), setval('falls', -50), setval('shrinks', 5), setval('t_id_seq', 50);
ALTER SEQUENCE narrows MAXVALUE 100;
ALTER SEQUENCE falls MINVALUE -100;
ALTER SEQUENCE shrinks AS int MAXVALUE 100;
ALTER SEQUENCE same MAXVALUE 100;
ALTER TABLE t ALTER COLUMN id SET MAXVALUE 100;
