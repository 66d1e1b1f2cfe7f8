using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Sql;

public sealed class ExpressionLexerTests
{
    [Theory]
    [InlineData("note = 'Set; -- DROP'")]
    [InlineData("note = E'it\\'s (' AND a[1] = (2)")]
    [InlineData("\"we;ird(\" = $tag$ ) ; $tag$")]
    [InlineData("id IN (SELECT id FROM app.kept WHERE x = $$a'b$$)")]
    [InlineData("name = 'it''s' OR price = '$1'")]
    public void What_is_closed_in_itself_passes(string expression) => Assert.Null(ExpressionLexer.Problem(expression));

    [Theory]
    [InlineData("1=1) TO PROGRAM 'x' --", "')' closes what was not opened")]
    [InlineData("(a = 1", "'(' is never closed")]
    [InlineData("a[1) = 2", "')' closes what was not opened")]
    [InlineData("a = 'x", "a quote is never closed")]
    [InlineData("a = $x$ 'b'", "a quote is never closed")]
    [InlineData("a = 1; DROP TABLE t", "a semicolon stands outside quotes")]
    [InlineData("a = 1 -- rest", "comments are not allowed")]
    [InlineData("a /* x */ = 1", "comments are not allowed")]
    [InlineData("id > $1", "a parameter such as $1 has no value here")]
    [InlineData("  ", "it is empty")]
    public void What_could_leave_its_parentheses_is_named(string expression, string problem) => Assert.Equal(problem, ExpressionLexer.Problem(expression));

    [Theory]
    [InlineData("RANGE (created)", "created")]
    [InlineData("(late * 2)", "late")]
    [InlineData("lower(\"Name\")", "Name")]
    [InlineData("e + 1", "e")]
    public void A_name_that_stands_in_it_is_seen(string expression, string name) => Assert.True(ExpressionLexer.Mentions(expression, name));

    [Theory]
    [InlineData("(late * 2)", "e")]
    [InlineData("(late * 2)", "lat")]
    [InlineData("(\"later on\" + 1)", "later")]
    [InlineData("concat('late', E'x', $$late$$)", "late")]
    [InlineData("concat(E'x')", "e")]
    public void A_piece_of_a_name_or_of_a_text_is_none(string expression, string name) => Assert.False(ExpressionLexer.Mentions(expression, name));
}
