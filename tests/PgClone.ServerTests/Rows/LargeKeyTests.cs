using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>A key of a large table is made in two steps; what a run leaves that is cut off between them, the next one drops or completes.</summary>
public sealed class LargeKeyTests
{
    // Each some 20 MB, which is more than steps that share a transaction read.
    private const string Large = """
        CREATE TABLE large (
            id int CONSTRAINT large_key PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, "n ""(a)" int NOT NULL, note text NOT NULL,
            CONSTRAINT "its (note)" UNIQUE ("n ""(a)", note) INCLUDE (id) WITH (fillfactor = 70), CONSTRAINT plain UNIQUE (note));
        INSERT INTO large SELECT g, g, repeat(md5(g::text), 30) FROM generate_series(1, 20000) g;
        ALTER TABLE large CLUSTER ON large_key;
        ALTER TABLE large REPLICA IDENTITY USING INDEX "its (note)";
        COMMENT ON CONSTRAINT plain ON large IS 'a constraint';
        COMMENT ON INDEX plain IS 'an index';
        CREATE TABLE refers (large text CONSTRAINT of_note REFERENCES large (note) DEFERRABLE, other int, CONSTRAINT of_other FOREIGN KEY (other, large) REFERENCES large ("n ""(a)", note));
        INSERT INTO refers SELECT note, "n ""(a)" FROM large WHERE id % 2 = 0;
        COMMENT ON CONSTRAINT of_note ON refers IS 'refers';
        CREATE TABLE family (id int PRIMARY KEY, note text REFERENCES large (note)) PARTITION BY RANGE (id);
        CREATE TABLE family_low PARTITION OF family FOR VALUES FROM (0) TO (19001);
        CREATE TABLE family_high PARTITION OF family FOR VALUES FROM (19001) TO (200001);
        INSERT INTO family SELECT id, note FROM large;
        CREATE TABLE above (id int PRIMARY KEY, note text);
        CREATE TABLE below () INHERITS (above);
        ALTER TABLE below ADD PRIMARY KEY (id);
        INSERT INTO below SELECT id, note FROM large;
        """;

    // Refuses what comes second, as a cut would have it.
    private const string Refusal = """
        CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF tg_tag = 'ALTER TABLE' AND current_query() ~ 'USING INDEX|VALIDATE' THEN RAISE 'not now'; END IF;
        END $$;
        CREATE EVENT TRIGGER refuses ON ddl_command_start EXECUTE FUNCTION refuse();
        """;

    [ServerTheory(14, 18, PgDump = true)]
    [InlineData(14)]
    [InlineData(18)]
    public async Task It_is_made_in_two_steps(int version)
    {
        await using var source = await TestServers.CreateDatabaseAsync(version, CancellationToken.None);
        await source.ExecuteAsync(version < 15 ? Large : $"{Large} ALTER TABLE large ADD CONSTRAINT nulls UNIQUE NULLS NOT DISTINCT (note, id);", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await plan.ConvergeAsync();

        var steps = await File.ReadAllTextAsync(plan.SavedPlan);
        Assert.Contains("create index public.large.pgclone_unfinished_large_key", steps, StringComparison.Ordinal);
        Assert.Contains("create index public.family_low.pgclone_unfinished_family_low_pkey", steps, StringComparison.Ordinal);
        Assert.Contains("alter constraint public.refers.of_note (test)", steps, StringComparison.Ordinal);
        Assert.DoesNotContain("family_note_fkey (test)", steps, StringComparison.Ordinal);
        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target);
    }

    [ServerFact(14, 18, PgDump = true)]
    public async Task What_a_cut_leaves_is_completed()
    {
        await using var source = await TestServers.CreateDatabaseAsync(14, CancellationToken.None);
        await source.ExecuteAsync(Large, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync(Refusal, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        // The test of a foreign key is skipped with the key that it refers to: it is refused when that one stands.
        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");
        await target.ExecuteAsync(Refusal.Split("CREATE EVENT TRIGGER", 2)[0].Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal)
            .Replace("USING INDEX|VALIDATE", "VALIDATE", StringComparison.Ordinal), CancellationToken.None);
        var planned = await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        var untested = await Product.RunAsync("apply", plan.SavedPlan, "--yes");
        await target.ExecuteAsync("DROP EVENT TRIGGER refuses; DROP FUNCTION refuse()", CancellationToken.None);

        var completed = await plan.ConvergeAsync();

        Assert.Equal((8, 8), (failed.ExitCode, untested.ExitCode));
        Assert.Contains("create constraint public.large.large_key failed: not now", failed.Error, StringComparison.Ordinal);
        Assert.Contains("- index public.large.pgclone_unfinished_large_key", planned.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("PgClone did not make it", planned.Out, StringComparison.Ordinal);
        Assert.Contains("alter constraint public.refers.of_note (test) failed: not now", untested.Error, StringComparison.Ordinal);
        Assert.Contains("~ constraint public.refers.of_note", completed.Out, StringComparison.Ordinal);
        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target);
    }

    [ServerTheory(18, PgDump = true)]
    [InlineData("ALTER TABLE large DROP CONSTRAINT large_key, ADD CONSTRAINT large_key PRIMARY KEY (note)")]
    [InlineData("ALTER TABLE large RENAME CONSTRAINT large_key TO renamed; ALTER TABLE large ALTER id TYPE bigint")]
    [InlineData("ALTER TABLE large DROP CONSTRAINT large_key; CREATE INDEX large_key ON large (id); ALTER TABLE large RENAME note TO remark; INSERT INTO large VALUES (1, 1000000, 'twice')")]
    [InlineData("ALTER TABLE large DROP CONSTRAINT large_key, DROP COLUMN id; DROP TABLE family")]
    public async Task A_source_that_is_another_by_then_is_followed(string change)
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Large.Replace(" INCLUDE (id)", "", StringComparison.Ordinal), CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync(Refusal, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true");
        await Product.RunAsync("apply", plan.Plan, "--yes");
        await target.ExecuteAsync("DROP EVENT TRIGGER refuses; DROP FUNCTION refuse()", CancellationToken.None);

        await source.ExecuteAsync(change, CancellationToken.None);
        await plan.ConvergeAsync();

        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target);
    }

    [ServerFact(18, PgDump = true)]
    public async Task So_is_a_partition_that_was_about_to_be_attached()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE family (id int PRIMARY KEY, note text) PARTITION BY RANGE (id)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync(Refusal, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE family_low PARTITION OF family FOR VALUES FROM (0) TO (100001);
            INSERT INTO family SELECT g, repeat(md5(g::text), 30) FROM generate_series(1, 20000) g;
            """, CancellationToken.None);

        var cut = await Product.RunAsync("apply", plan.Plan, "--yes");
        await target.ExecuteAsync("DROP EVENT TRIGGER refuses; DROP FUNCTION refuse()", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal(8, cut.ExitCode);
        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target);
    }

    [ServerFact(18, PgDump = true)]
    public async Task A_foreign_key_whose_test_failed_keeps_no_row_away()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync($"{Large} SET session_replication_role = replica; INSERT INTO refers VALUES ('of nobody')", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");
        await source.ExecuteAsync("ALTER TABLE refers DISABLE TRIGGER ALL; INSERT INTO refers VALUES ('of nobody else'); ALTER TABLE refers ENABLE TRIGGER ALL", CancellationToken.None);
        var again = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal((8, 8), (failed.ExitCode, again.ExitCode));
        Assert.Contains("alter constraint public.refers.of_note (test) failed", again.Error, StringComparison.Ordinal);
        Assert.Contains("failed 1, skipped 0", again.Error, StringComparison.Ordinal);
        await Oracle.AssertSameRowsAsync(source, target);
    }
}
