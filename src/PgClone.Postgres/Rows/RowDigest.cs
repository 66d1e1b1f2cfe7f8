namespace PgClone.Postgres.Rows;

/// <summary>How many rows a table holds, and what they add up to. Equal digests mean equal rows, but for one chance in 2^64.</summary>
/// <param name="Rows">The exact number of rows.</param>
/// <param name="Sum">The sum of the 64-bit row hashes, in decimal.</param>
public sealed record RowDigest(long Rows, string Sum)
{
    /// <summary>The digest of no rows.</summary>
    public static RowDigest Empty { get; } = new(0, "0");
}
