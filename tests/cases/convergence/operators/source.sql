CREATE SCHEMA s;
CREATE DOMAIN s.amount AS int;
CREATE TYPE s."Pair" AS (x int, y int);
CREATE FUNCTION s.lt(s."Pair", s."Pair") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x < ($2).x';
CREATE FUNCTION s.le(s."Pair", s."Pair") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x <= ($2).x';
CREATE FUNCTION s.eq(s."Pair", s."Pair") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x = ($2).x';
CREATE FUNCTION s.ne(s."Pair", s."Pair") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x <> ($2).x';
CREATE FUNCTION s.ge(s."Pair", s."Pair") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x >= ($2).x';
CREATE FUNCTION s.gt(s."Pair", s."Pair") RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x > ($2).x';
CREATE FUNCTION s.cmp(s."Pair", s."Pair") RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp(($1).x, ($2).x)';
CREATE FUNCTION s.minus(s."Pair") RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT -($1).x';
CREATE FUNCTION s.lt8(s."Pair", int8) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ($1).x < $2';
CREATE FUNCTION s.cmp8(s."Pair", int8) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint48cmp(($1).x, $2)';
CREATE FUNCTION s.hash(s."Pair") RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT hashint4(($1).x)';
CREATE OPERATOR s.<% (FUNCTION = s.lt, LEFTARG = s."Pair", RIGHTARG = s."Pair", COMMUTATOR = OPERATOR(s.>%), NEGATOR = OPERATOR(s.>=%), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR s.<=% (FUNCTION = s.le, LEFTARG = s."Pair", RIGHTARG = s."Pair", COMMUTATOR = OPERATOR(s.>=%), NEGATOR = OPERATOR(s.>%));
CREATE OPERATOR s.=% (FUNCTION = s.eq, LEFTARG = s."Pair", RIGHTARG = s."Pair", COMMUTATOR = OPERATOR(s.=%), NEGATOR = OPERATOR(s.<>%), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR s.<>% (FUNCTION = s.ne, LEFTARG = s."Pair", RIGHTARG = s."Pair", COMMUTATOR = OPERATOR(s.<>%), NEGATOR = OPERATOR(s.=%));
CREATE OPERATOR s.>=% (FUNCTION = s.ge, LEFTARG = s."Pair", RIGHTARG = s."Pair", COMMUTATOR = OPERATOR(s.<=%), NEGATOR = OPERATOR(s.<%));
CREATE OPERATOR s.>% (FUNCTION = s.gt, LEFTARG = s."Pair", RIGHTARG = s."Pair", COMMUTATOR = OPERATOR(s.<%), NEGATOR = OPERATOR(s.<=%));
CREATE OPERATOR -% (FUNCTION = s.minus, RIGHTARG = s."Pair");
CREATE OPERATOR s.<% (FUNCTION = s.lt8, LEFTARG = s."Pair", RIGHTARG = int8);
CREATE OPERATOR s.<<% (FUNCTION = s.lt8, LEFTARG = s."Pair", RIGHTARG = int8);
COMMENT ON OPERATOR s.=% (s."Pair", s."Pair") IS 'an operator';
COMMENT ON OPERATOR -% (NONE, s."Pair") IS 'a prefix';
CREATE OPERATOR FAMILY s.pairs USING btree;
CREATE OPERATOR CLASS s.pairs DEFAULT FOR TYPE s."Pair" USING btree FAMILY s.pairs AS
  OPERATOR 1 s.<%, OPERATOR 2 s.<=%, OPERATOR 3 s.=%, OPERATOR 4 s.>=%, OPERATOR 5 s.>%, FUNCTION 1 s.cmp(s."Pair", s."Pair");
ALTER OPERATOR FAMILY s.pairs USING btree ADD OPERATOR 1 s.<% (s."Pair", int8), FUNCTION 1 (s."Pair", int8) s.cmp8(s."Pair", int8);
CREATE OPERATOR CLASS s.pairs FOR TYPE s."Pair" USING hash AS OPERATOR 1 s.=%, FUNCTION 1 s.hash(s."Pair");
CREATE OPERATOR CLASS "By text" FOR TYPE int4 USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4), FUNCTION 2 btint4sortsupport(internal);
CREATE OPERATOR CLASS points FOR TYPE point USING gist AS STORAGE box, OPERATOR 15 <-> (point, point) FOR ORDER BY float_ops, OPERATOR 6 ~= (point, point),
  FUNCTION 1 gist_point_consistent(internal, point, int2, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_point_compress(internal),
  FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal),
  FUNCTION 8 gist_point_distance(internal, point, int2, oid, internal), FUNCTION 9 gist_point_fetch(internal);
CREATE OPERATOR FAMILY gone USING hash;
COMMENT ON OPERATOR FAMILY s.pairs USING btree IS 'a family';
COMMENT ON OPERATOR CLASS s.pairs USING hash IS 'a class';
CREATE TABLE a (id int PRIMARY KEY, p s."Pair", q point, CHECK (p OPERATOR(s.>%) ROW(0, 0)::s."Pair"));
CREATE INDEX a_p ON a (p);
CREATE INDEX a_h ON a USING hash (p s.pairs);
CREATE INDEX a_i ON a (id "By text");
CREATE INDEX a_q ON a USING gist (q points);
CREATE VIEW aa AS SELECT id, - id AS m, p OPERATOR(s.<%) 3::int8 AS few FROM a WHERE (OPERATOR(public.-%) p) < 0;
INSERT INTO a VALUES (1, ROW(1, 2), '(1,2)');
