-- Documents of 1 kB to 60 kB that do not compress, 700 MB at scale 100, nearly all of it out of line; and as much again that compresses well.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
CREATE TABLE document (id bigint PRIMARY KEY, title text NOT NULL, body bytea NOT NULL);
CREATE TABLE page (id bigint PRIMARY KEY, html text NOT NULL, meta jsonb NOT NULL);
INSERT INTO document
SELECT i, 'Document ' || i, (SELECT string_agg(sha512(convert_to(i || '/' || part, 'UTF8')), '') FROM generate_series(1, 16 + (i * 37) % 900) AS part)
FROM generate_series(1, 230 * :scale) AS i;
INSERT INTO page
SELECT i, repeat('<p>' || md5(i::text) || ' and so on, and on, for a while.</p>', 20 + i % 700), jsonb_build_object('words', (SELECT jsonb_agg(md5((i + n)::text)) FROM generate_series(1, 80) AS n))
FROM generate_series(1, 300 * :scale) AS i;
CREATE INDEX ON page (length(html));
VACUUM (FREEZE, ANALYZE);
