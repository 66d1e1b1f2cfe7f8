using PgClone.Plans;
using Xunit;

namespace PgClone.Tests.Plans;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "app.orders", true)]
    [InlineData("app.*", "app.orders", true)]
    [InlineData("app.*", "apps.orders", false)]
    [InlineData("app.t?p_[ab]", "app.tmp_b", true)]
    [InlineData("app.t?p_[!ab]", "app.tmp_b", false)]
    [InlineData("*.email", "app.customers.email", true)]
    [InlineData("pg_boss", "pgxboss", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData("App.*", "app.x", false)]
    [InlineData("a[b", "a[b", true)]
    public void A_pattern_matches_whole_names(string pattern, string name, bool matches) => Assert.Equal(matches, new Glob(pattern).Matches(name));
}
