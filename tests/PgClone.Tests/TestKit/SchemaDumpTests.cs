using PgClone.TestKit;
using Xunit;

namespace PgClone.Tests.TestKit;

public sealed class SchemaDumpTests
{
    [Fact]
    public void Only_what_defines_the_schema_stays_in_ordinal_order() =>
        Assert.Equal(
            ["ALTER TABLE ONLY t ALTER COLUMN b SET (n_distinct=5)", "CREATE TABLE t (\n    a integer\n)", "CREATE VIEW a AS\n SELECT 1"],
            SchemaDump.Normalise(
                """
                --
                -- PostgreSQL database dump
                --
                \restrict key
                SET statement_timeout = 0;
                SELECT pg_catalog.set_config('search_path', '', false);
                CREATE VIEW a AS
                 SELECT 1;

                CREATE TABLE t (
                    a integer
                );
                ALTER TABLE ONLY t ALTER COLUMN a SET (pg_attver=1234);
                ALTER TABLE ONLY t ALTER COLUMN b SET (pg_attver=7, n_distinct=5);
                \unrestrict key
                """));
}
