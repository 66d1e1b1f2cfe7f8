using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Faults;

/// <summary>What one statement fails of costs no other that was sent along with it, nor its like with rows.</summary>
public sealed class FailedStepTests
{
    [ServerTheory(18)]
    [InlineData("P0001")]
    [InlineData("XX000")]
    public async Task A_statement_that_fails_costs_no_other(string sqlState)
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (a int, b int, c int); CREATE INDEX i1 ON t (a); CREATE INDEX i2 ON t (b); CREATE INDEX i3 ON t (c)", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync($$"""
            CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity = 'public.i2') THEN
                    RAISE 'not this one' USING ERRCODE = '{{sqlState}}';
                END IF;
            END $$;
            CREATE EVENT TRIGGER refuses ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION refuse();
            """, CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");
        await target.ExecuteAsync("DROP EVENT TRIGGER refuses; DROP FUNCTION refuse()", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("create index public.t.i2 failed: not this one", failed.Error, StringComparison.Ordinal);
        Assert.Contains("failed 1, skipped 0", failed.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_small_table_that_refuses_its_rows_costs_no_other()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE FUNCTION fits(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true';
            CREATE TABLE a (x int); CREATE TABLE b (x int CHECK (fits(x))); CREATE TABLE c (x int);
            INSERT INTO a VALUES (1); INSERT INTO b VALUES (1); INSERT INTO c VALUES (1);
            """, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        await source.ExecuteAsync("CREATE OR REPLACE FUNCTION fits(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 1'", CancellationToken.None);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("copy public.b failed", failed.Error, StringComparison.Ordinal);
        Assert.Equal(["1|1"], await target.RowsAsync("SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM c)", CancellationToken.None));
        await source.ExecuteAsync("CREATE OR REPLACE FUNCTION fits(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'", CancellationToken.None);
        await plan.ConvergeAsync();
        await Oracle.AssertSameRowsAsync(source, target);
    }
}
