using System.Globalization;
using System.Text.Json.Serialization;
using Npgsql;
using PgClone.Postgres.Catalog;

namespace PgClone.Postgres.Rows;

/// <summary>How many rows a table holds, and what they add up to. Equal digests mean equal rows, but for one chance in 2^64.</summary>
/// <param name="Rows">The exact number of rows.</param>
/// <param name="Sum">The sum of the 64-bit row hashes, in decimal.</param>
public sealed record RowDigest(long Rows, string Sum)
{
    /// <summary>The digest of no rows.</summary>
    public static RowDigest Empty { get; } = new(0, "0");

    /// <summary>The same bucket by bucket, those without rows left out; one bucket for a table that is not to be merged.</summary>
    [JsonIgnore]
    public NotCompared<IReadOnlyDictionary<int, (long Rows, Int128 Sum)>> Buckets { get; init; } = new(new Dictionary<int, (long, Int128)>());

    /// <summary>Reads what <see cref="RowSet.SourceDigest(int)"/> gives.</summary>
    public static async Task<RowDigest> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var buckets = new Dictionary<int, (long, Int128)>();
        while (await reader.ReadAsync(cancellation))
            if (reader.GetInt64(1) is > 0 and var rows) buckets[reader.GetInt32(0)] = (rows, Int128.Parse(reader.GetString(2), CultureInfo.InvariantCulture));
        return Of(buckets);
    }

    /// <summary>The digest of the buckets together.</summary>
    public static RowDigest Of(IReadOnlyDictionary<int, (long Rows, Int128 Sum)> buckets)
    {
        var (rows, sum) = (0L, (Int128)0);
        foreach (var bucket in buckets.Values) (rows, sum) = (rows + bucket.Rows, sum + bucket.Sum);
        return new(rows, sum.ToString(CultureInfo.InvariantCulture)) { Buckets = new(buckets) };
    }

    /// <summary>How many rows are in some buckets.</summary>
    public long RowsIn(IEnumerable<int> buckets) => buckets.Sum(bucket => Buckets.Value.GetValueOrDefault(bucket).Rows);

    /// <summary>The buckets that differ from those of another digest over as many, in their order.</summary>
    public IEnumerable<int> Differing(RowDigest other) =>
        Buckets.Value.Keys.Union(other.Buckets.Value.Keys).Where(bucket => Buckets.Value.GetValueOrDefault(bucket) != other.Buckets.Value.GetValueOrDefault(bucket)).Order();
}
