using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.Tests.Rows;

/// <summary>Rows are found by the key, and where there is none by all that they hold, each copy by its number.</summary>
public sealed class RowDifferenceTests
{
    private static readonly RowSet Log = new()
    {
        Table = new("app", "log"),
        Columns =
        [
            new() { Name = "n", Expression = "n + 1", DigestPattern = "{0}", IsBinarySafe = true },
            new() { Name = "J", Expression = null, DigestPattern = "pg_catalog.json_send({0})", IsBinarySafe = true },
        ],
        Where = null,
        Choice = new(64, [3, 7]),
    };

    [Fact]
    public void Without_a_key_the_whole_row_chooses_the_bucket_by_another_hash_than_is_added_up()
    {
        Assert.Equal($"({Hash("t", 1)} & 63)::pg_catalog.int4 = ANY ('{{3,7}}'::pg_catalog.int4[])", Log.InChoice("t", Name));
        Assert.Equal("(pg_catalog.hash_record_extended(ROW(t.n), 0) & 63)::pg_catalog.int4 = ANY ('{3,7}'::pg_catalog.int4[])", (Log with { Key = ["n"] }).InChoice("t", Name));
        Assert.Contains("pg_catalog.sum(pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(pg_catalog.hash_record_extended(ROW(r.c0, pg_catalog.json_send(r.c1)), 0))), 0))",
            Log.TargetDigest(64), StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_values_choose_the_bucket() =>
        Assert.StartsWith("SELECT c0, c1 FROM (SELECT n + 1, \"J\" FROM ONLY app.log AS t) AS r(c0, c1) WHERE (pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(pg_catalog.hash_record_extended(ROW(r.c0, ",
            Log.SourceQuery, StringComparison.Ordinal);

    [Fact]
    public void Copies_are_numbered_on_both_sides()
    {
        var hash = Hash("r", 0);

        var difference = new RowDifference(Log);

        Assert.Equal($$"""
            CREATE TEMPORARY TABLE pgclone_difference ON COMMIT DROP AS
            SELECT t.place AS surplus, s.place AS missing
            FROM (SELECT r.ctid AS place, {{hash}} AS hash, pg_catalog.row_number() OVER (PARTITION BY {{hash}}) AS copy FROM ONLY app.log AS r WHERE ({{Hash("r", 1)}} & 63)::pg_catalog.int4 = ANY ('{3,7}'::pg_catalog.int4[])) AS t
            FULL JOIN (SELECT r.ctid AS place, {{hash}} AS hash, pg_catalog.row_number() OVER (PARTITION BY {{hash}}) AS copy FROM ONLY pg_temp.pgclone_stage AS r) AS s ON s.hash = t.hash AND s.copy = t.copy
            WHERE t.place IS NULL OR s.place IS NULL
            """, difference.Make);
        Assert.Equal("DELETE FROM ONLY app.log AS t WHERE t.ctid IN (SELECT d.surplus FROM pg_temp.pgclone_difference AS d)", difference.DeleteSurplus);
        Assert.Equal("INSERT INTO app.log (n, \"J\") OVERRIDING SYSTEM VALUE SELECT n, \"J\" FROM pg_temp.pgclone_stage AS s WHERE s.ctid IN (SELECT d.missing FROM pg_temp.pgclone_difference AS d)",
            difference.InsertMissing);
        Assert.Equal("ANALYZE pg_temp.pgclone_stage", new RowMerge(Log).AnalyzeStage);
    }

    private static string Hash(string alias, int seed) =>
        $"pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(pg_catalog.hash_record_extended(ROW({alias}.n, pg_catalog.json_send({alias}.\"J\")), 0))), {seed})";

    private static string Name(int place) => Identifier.Quote(Log.Columns[place].Name);
}
