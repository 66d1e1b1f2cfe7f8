using PgClone.Postgres.Catalog.Table;
using Xunit;

namespace PgClone.Tests.Catalog;

public sealed class PartitionBounds
{
    [Theory]
    [InlineData("DEFAULT", "DEFAULT", true)]
    [InlineData("DEFAULT", "FOR VALUES IN (1)", false)]
    [InlineData("FOR VALUES IN (1, 2)", "FOR VALUES IN (2, 3)", true)]
    [InlineData("FOR VALUES IN (1, 2)", "FOR VALUES IN (3, 12)", false)]
    [InlineData("FOR VALUES IN ('a, b', 'c''d')", "FOR VALUES IN ('c''d', NULL)", true)]
    [InlineData("FOR VALUES IN ('a, b')", "FOR VALUES IN ('a', 'b')", false)]
    [InlineData("FOR VALUES FROM (1) TO (10)", "FOR VALUES FROM (1) TO (5)", true)]
    [InlineData("FOR VALUES FROM (1, MINVALUE) TO (10, 3)", "FOR VALUES FROM (2, MINVALUE) TO (10, 3)", true)]
    [InlineData("FOR VALUES FROM (1) TO (10)", "FOR VALUES FROM (10) TO (20)", false)]
    [InlineData("FOR VALUES WITH (modulus 4, remainder 1)", "FOR VALUES WITH (modulus 6, remainder 3)", true)]
    [InlineData("FOR VALUES WITH (modulus 4, remainder 1)", "FOR VALUES WITH (modulus 6, remainder 2)", false)]
    public void Overlap_where_their_texts_say_so(string one, string other, bool overlap)
    {
        Assert.Equal(overlap, PartitionBound.MustOverlap(one, other));
        Assert.Equal(overlap, PartitionBound.MustOverlap(other, one));
    }
}
