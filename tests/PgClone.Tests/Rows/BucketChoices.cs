using PgClone.Postgres.Rows;
using Xunit;

namespace PgClone.Tests.Rows;

public sealed class BucketChoices
{
    [Theory]
    [InlineData(64, 0, 1000, 0)]
    [InlineData(64, 1, 1000, 1)]
    [InlineData(64, 32, 1000, 44)]
    [InlineData(4096, 1000, 60000, 1146)]
    public void Few_differing_buckets_tell_how_many_rows_differ(int count, int differing, long rows, long about) =>
        Assert.Equal(about, new BucketChoice(count, [.. Enumerable.Range(0, differing)]).EstimateRows(rows));

    [Theory]
    [InlineData(32, 32, 1000)]
    [InlineData(64, 64, 1001)]
    [InlineData(1024, 1010, 16000)]
    [InlineData(262144, 262000, 4000000)]
    public void Where_hardly_a_bucket_is_alike_all_rows_may_differ(int count, int differing, long rows) =>
        Assert.Equal(rows, new BucketChoice(count, [.. Enumerable.Range(0, differing)]).EstimateRows(rows));

    [Fact]
    public void A_single_bucket_says_nothing() => Assert.Equal(1, new BucketChoice(1, [0]).EstimateRows(1000));

    [Fact]
    public void No_more_rows_differ_than_there_are() => Assert.Equal(3, new BucketChoice(64, [.. Enumerable.Range(0, 60)]).EstimateRows(3));
}
