using Npgsql;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Tablespaces by mapping. They are a server's, not a database's: source and target are two servers here.</summary>
public sealed class TablespaceTests
{
    private const string Schema = """
        CREATE TABLE t (id int, a text) TABLESPACE fast;
        ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id) USING INDEX TABLESPACE fast;
        CREATE INDEX t_a ON t (a) TABLESPACE fast WHERE a > '';
        CREATE TABLE usual (id int);
        CREATE INDEX usual_id ON usual (id);
        CREATE MATERIALIZED VIEW m TABLESPACE fast AS SELECT a FROM t;
        CREATE TABLE p (a int, b int) PARTITION BY LIST (a) TABLESPACE fast;
        CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
        CREATE TABLE p_2 PARTITION OF p FOR VALUES IN (2) TABLESPACE archive;
        CREATE INDEX p_b ON p (b) TABLESPACE archive;
        INSERT INTO t VALUES (1, 'a');
        INSERT INTO p VALUES (1, 1), (2, 2);
        """;

    private const string Places = """
        SELECT c.relname || ' ' || COALESCE((SELECT spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace), '') FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace ORDER BY c.relname
        """;

    [ServerFact(14, 18)]
    public async Task What_is_in_a_tablespace_is_in_the_one_that_the_plan_maps_it_to()
    {
        await using var source = await TestServers.CreateDatabaseAsync(14, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        await MakeAsync(source, "fast", "archive");
        await source.ExecuteAsync(Schema, CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1408: the target has no tablespace archive, fast", refused.Error, StringComparison.Ordinal);
        await using (var other = await TestServers.CreateDatabaseAsync(18, CancellationToken.None)) await MakeAsync(other, "slow");
        plan.Edit(text => text + "\n    tablespaces: { map: { fast: slow, archive: \"\" } }\n");
        await plan.ConvergeAsync();
        Assert.Equal(
            ["m slow", "p slow", "p_1 slow", "p_1_b_idx", "p_2", "p_2_b_idx", "p_b", "t slow", "t_a slow", "t_pkey slow", "usual", "usual_id"],
            (await target.RowsAsync(Places, CancellationToken.None)).Select(line => line.Trim()));

        await source.ExecuteAsync("""
            ALTER TABLE t SET TABLESPACE pg_default; ALTER INDEX t_a SET TABLESPACE archive; ALTER INDEX t_pkey SET TABLESPACE pg_default;
            ALTER TABLE usual SET TABLESPACE fast; ALTER MATERIALIZED VIEW m SET TABLESPACE archive; ALTER TABLE ONLY p SET TABLESPACE pg_default
            """, CancellationToken.None);
        await plan.ConvergeAsync();
        Assert.Equal(
            ["m", "p", "p_1 slow", "p_1_b_idx", "p_2", "p_2_b_idx", "p_b", "t", "t_a", "t_pkey", "usual slow", "usual_id"],
            (await target.RowsAsync(Places, CancellationToken.None)).Select(line => line.Trim()));
        await Oracle.AssertSameRowsAsync(source, target);
    }

    // Inside the data directory, which is what replication tests of PostgreSQL do; another test may have made it before.
    private static async Task MakeAsync(TestDatabase database, params string[] names)
    {
        foreach (var name in names)
        {
            try
            {
                await database.ExecuteAsync($"SET allow_in_place_tablespaces = on; CREATE TABLESPACE {name} LOCATION ''", CancellationToken.None);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateObject)
            {
            }
        }
    }
}
