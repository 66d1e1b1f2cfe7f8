ALTER TABLE "We""ird S"."Table;x" ALTER COLUMN "user" SET NOT NULL;
DROP INDEX "We""ird S"."In dex";
CREATE INDEX "In dex" ON "We""ird S"."Table;x" ("user");
UPDATE "We""ird S"."Table;x" SET "select" = 'x';
