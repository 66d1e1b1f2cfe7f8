using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Sql;

public sealed class SqlScriptTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT 2", "SELECT 1", "SELECT 2")]
    [InlineData("SELECT ';'';'; SELECT 2;", "SELECT ';'';'", "SELECT 2")]
    [InlineData("SELECT e'\\';'; SELECT 2;", "SELECT e'\\';'", "SELECT 2")]
    [InlineData("SELECT 'a\\'; SELECT 2;", "SELECT 'a\\'", "SELECT 2")]
    [InlineData("SELECT \"a;\"\"b\"; SELECT 2;", "SELECT \"a;\"\"b\"", "SELECT 2")]
    [InlineData("DO $a$ BEGIN; $$;$$ END $a$; SELECT $1;", "DO $a$ BEGIN; $$;$$ END $a$", "SELECT $1")]
    [InlineData("SELECT a$b; SELECT b$;", "SELECT a$b", "SELECT b$")]
    [InlineData("-- one;\nSELECT 1 /* ; /* ; */ ; */; /* two; */ SELECT 2 -- ;", "SELECT 1 /* ; /* ; */ ; */", "SELECT 2 -- ;")]
    [InlineData(
        "CREATE RULE r AS ON DELETE TO t DO (SELECT 1; SELECT 2); SELECT 2",
        "CREATE RULE r AS ON DELETE TO t DO (SELECT 1; SELECT 2)", "SELECT 2")]
    [InlineData(
        "create or replace function f() returns int begin atomic; select case when true then 1 end; end; SELECT 2",
        "create or replace function f() returns int begin atomic; select case when true then 1 end; end", "SELECT 2")]
    [InlineData("BEGIN; COMMIT;;", "BEGIN", "COMMIT")]
    public void A_statement_ends_where_psql_ends_it(string script, string first, string second) =>
        Assert.Equal([first, second], SqlScript.Parse(script).Select(statement => statement.Sql));

    [Fact]
    public void Rows_of_a_copy_are_no_statements()
    {
        var statements = SqlScript.Parse("COPY s.t (a, b) FROM stdin WITH (NULL 'x');\n1\t';\n\\\\.\n\\.\n\nSELECT 1;\n");

        Assert.Equal(
            [
                new() { Sql = "COPY s.t (a, b) FROM stdin WITH (NULL 'x')", Rows = "1\t';\n\\\\.\n" },
                new() { Sql = "SELECT 1" },
            ],
            statements);
    }

    [Fact]
    public void An_empty_copy_has_empty_rows() =>
        Assert.Equal([new() { Sql = "COPY t FROM stdin", Rows = "" }], SqlScript.Parse("COPY t FROM stdin;\n\\.\n"));

    [Fact]
    public void Lines_for_psql_alone_are_left_out() =>
        Assert.Equal([new() { Sql = "SELECT 1" }], SqlScript.Parse("\\restrict k\n\n\\connect other\nSELECT 1;\n\\unrestrict k\n"));

    [Theory]
    [InlineData("\\i other.sql")]
    [InlineData("COPY t FROM stdin;\n1\n")]
    public void What_cannot_be_run_is_refused(string script) => Assert.Throws<FormatException>(() => SqlScript.Parse(script));
}
