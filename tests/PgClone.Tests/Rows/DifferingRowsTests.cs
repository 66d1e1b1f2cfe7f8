using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using Xunit;

namespace PgClone.Tests.Rows;

public sealed class DifferingRowsTests
{
    [Fact]
    public void One_bucket_that_differs_may_be_one_row() => Assert.Equal("at least 1 of 2000 rows differ", Keyed(128, [(0, 2000 - (127 * 15), 0)]));

    [Fact]
    public void More_than_are_seen_are_told_as_a_guess() =>
        Assert.Equal("about 44 of 960 rows differ, at least 32", Keyed(64, [.. Enumerable.Range(0, 32).Select(bucket => (bucket, 15, 0))]));

    [Fact]
    public void Where_no_bucket_is_alike_only_the_least_is_known() =>
        Assert.Equal("at least 64 of 960 rows differ", Keyed(64, [.. Enumerable.Range(0, 64).Select(bucket => (bucket, 15, 0))]));

    [Fact]
    public void A_single_bucket_tells_how_many_rows_there_are_too_many() => Assert.Equal("at least 3 of 5 rows differ", Keyed(1, [(0, 5, 3)]));

    [Fact]
    public void All_rows_in_other_buckets_are_no_more_than_there_are() =>
        Assert.Equal("at least 2 of 2 rows differ", Of(true, 256, [(0, 2, 2), (1, 0, -2)]).ToString());

    [Fact]
    public void A_row_without_a_key_that_changes_is_in_two_buckets() =>
        Assert.Equal("at least 1 of 1000 rows differ", Of(false, 128, [(0, 10, -1), (1, 10, 1), .. Alike(98)]).ToString());

    private static IEnumerable<(int Bucket, long There, long More)> Alike(int count) => Enumerable.Range(1000, count).Select(bucket => (bucket, 10L, long.MaxValue));

    private static string Keyed(int count, (int Bucket, int There, int More)[] differing)
    {
        var named = differing.Select(item => item.Bucket).ToHashSet();
        var others = Enumerable.Range(0, count).Where(bucket => !named.Contains(bucket)).Select(bucket => (bucket, 15L, long.MaxValue));
        return Of(true, count, [.. differing.Select(item => (item.Bucket, (long)item.There, (long)item.More)), .. others]).ToString();
    }

    // Each bucket: its number, how many rows the source has there, and how many more than the target; without a difference for the greatest number.
    private static DifferingRows Of(bool isKeyed, int count, (int Bucket, long There, long More)[] buckets)
    {
        var there = RowDigest.Of(buckets.Where(item => item.There > 0).ToDictionary(item => item.Bucket, item => (item.There, (Int128)1)));
        var here = RowDigest.Of(buckets.Where(item => item.There - Surplus(item) > 0)
            .ToDictionary(item => item.Bucket, item => (item.There - Surplus(item), (Int128)(item.More == long.MaxValue ? 1 : 2))));
        return new(isKeyed, new BucketChoice(count, there.Differing(here).ToValueList()), there, here);
    }

    private static long Surplus((int Bucket, long There, long More) bucket) => bucket.More == long.MaxValue ? 0 : bucket.More;
}
