using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>A large new table arrives in parts, side by side, and is whole and right afterwards, or said not to be.</summary>
public sealed class LargeTableTests
{
    // 20,000 rows of 10 kB that do not shrink.
    private const string Large = """
        CREATE TABLE large (id int PRIMARY KEY, body text NOT NULL);
        ALTER TABLE large ALTER body SET STORAGE EXTERNAL;
        INSERT INTO large SELECT g, repeat(md5(g::text), 320) FROM generate_series(1, 20000) g;
        """;

    [ServerFact(18)]
    public async Task It_arrives_in_parts()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Large, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var applied = await Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", "3");

        Assert.Contains("copy public.large (3 of 3)", applied.Error, StringComparison.Ordinal);
        await plan.ConvergeAsync();
        Assert.Equal(["20000"], await target.RowsAsync("SELECT count(*) FROM large", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Parts_obey_filters_and_masks()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Large, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.large: { where: "id % 2 = 0 OR id = 7" } }
                masks: { rules: { public.large.body: { type: constant, value: masked } } }
            """);

        await plan.ConvergeAsync();

        Assert.Equal(["10001|masked"], await target.RowsAsync("SELECT count(*), min(body) FROM large", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Its_indexes_are_built_anew_where_its_rows_are_replaced()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE large (id int PRIMARY KEY, n int NOT NULL, note text CONSTRAINT large_note UNIQUE, filler text DEFAULT repeat('x', 300));
            INSERT INTO large SELECT g, g, md5(g::text) FROM generate_series(1, 60000) g;
            CREATE INDEX large_n ON large (n);
            ALTER TABLE large CLUSTER ON large_n;
            CREATE TABLE refers (id int PRIMARY KEY, large text REFERENCES large (note));
            INSERT INTO refers SELECT id, note FROM large WHERE id < 100;
            -- It groups by the key, which has to stay for it.
            CREATE VIEW grouped AS SELECT id, n, count(*) FROM large GROUP BY id;
            -- It would be empty for a while, if the table were exchanged.
            CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM large;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();

        await source.ExecuteAsync("UPDATE large SET n = n + 1", CancellationToken.None);
        var planned = await Product.RunAsync("plan", plan.Plan);
        await plan.ConvergeAsync();

        Assert.Contains("index public.large.large_n  (is built anew once the rows are replaced)", planned.Out, StringComparison.Ordinal);
        Assert.Contains("constraint public.large.large_note  (is built anew once the rows are replaced)", planned.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("large_pkey", planned.Out, StringComparison.Ordinal);
        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target);
    }
}
