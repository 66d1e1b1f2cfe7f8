DROP TABLE "Stars ""and"" more"."Plain child";
DROP TABLE d_star;
ALTER TABLE plain DROP COLUMN own_again;
