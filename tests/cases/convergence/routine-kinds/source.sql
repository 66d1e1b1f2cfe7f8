CREATE TABLE t (id int);
INSERT INTO t VALUES (1);
CREATE FUNCTION becomes_window(int) RETURNS int LANGUAGE internal AS 'window_lag';
CREATE FUNCTION was_window(int) RETURNS int LANGUAGE internal WINDOW AS 'window_lag';
CREATE FUNCTION becomes_procedure(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION becomes_aggregate(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE was_procedure(int) LANGUAGE sql AS '';
