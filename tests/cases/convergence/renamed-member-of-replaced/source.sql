-- The index gets another name while its materialized view is made again, for the table below it is.
CREATE ACCESS METHOD renamed_heap TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE t (id int PRIMARY KEY, c text);
INSERT INTO t VALUES (1, 'x');
CREATE MATERIALIZED VIEW m AS SELECT id, count(*) AS n FROM t GROUP BY id;
CREATE INDEX m_id ON m (id);
