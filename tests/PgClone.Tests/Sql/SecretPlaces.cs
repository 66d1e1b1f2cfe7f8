using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Sql;

public sealed class SecretPlaces
{
    [Fact]
    public void A_place_becomes_a_literal_of_format_and_tells_its_name()
    {
        var (format, names) = SecretPlace.ToFormat($"OPTIONS (a {SecretPlace.Of("a")}, b '50%', c {SecretPlace.Of("it's %s")})");

        Assert.Equal("OPTIONS (a %L, b '50%%', c %L)", format);
        Assert.Equal(["a", "it's %s"], names);
    }

    [Theory]
    [InlineData("SELECT '{secret ''a''}'")]
    [InlineData("SELECT \"{secret 'a'}\"")]
    [InlineData("SELECT $x${secret 'a'}$x$")]
    [InlineData("SELECT 1 -- {secret 'a'}")]
    [InlineData("SELECT a[1:'2']")]
    public void What_looks_like_a_place_inside_of_quotes_is_none(string sql) => Assert.Empty(SecretPlace.ToFormat(sql).Names);
}
