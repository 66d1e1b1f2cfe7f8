using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Sql;

public sealed class SqlPrefixes
{
    [Theory]
    [InlineData("")]
    [InlineData("a = ")]
    [InlineData("a=")]
    [InlineData("a = 'it''s' AND b = ")]
    [InlineData("a = E'it\\'s' AND b = ")]
    [InlineData("a = '\\' AND b = ")]
    [InlineData("\"a\"\"'\" = ")]
    [InlineData("$$'$$ || ")]
    [InlineData("$x$ $$ ' $x$ || ")]
    [InlineData("a$b$ = ")]
    [InlineData("a -- it's\n = ")]
    [InlineData("a /* ' /* nested */ ' */ = ")]
    public void A_literal_may_follow(string sql) => Assert.True(SqlPrefix.AllowsLiteral(sql));

    [Theory]
    [InlineData("a = '")]
    [InlineData("a = 'it''s ")]
    [InlineData("a = E'it\\' ")]
    [InlineData("\"a ")]
    [InlineData("$$ ")]
    [InlineData("$x$ $$ ")]
    [InlineData("a -- ")]
    [InlineData("a /* /* */ ")]
    [InlineData("a = E")]
    [InlineData("a = U&")]
    [InlineData("a = 'x'")]
    [InlineData("a = $")]
    public void A_literal_may_not_follow(string sql) => Assert.False(SqlPrefix.AllowsLiteral(sql));
}
