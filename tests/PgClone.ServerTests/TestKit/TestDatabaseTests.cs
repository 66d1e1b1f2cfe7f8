using Npgsql;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.TestKit;

public sealed class TestDatabaseTests
{
    [ServerTheory, EveryMajor]
    public async Task A_database_is_new_and_gone_after_its_test(int major)
    {
        var server = await TestServers.GetAsync(major, CancellationToken.None);
        var database = await TestDatabase.CreateAsync(server, CancellationToken.None);
        await using (database)
        {
            const string Version = "SELECT current_setting('server_version_num')::int / 10000";
            const string Relations = "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace";
            Assert.Equal(major, await database.ScalarAsync<int>(Version, CancellationToken.None));
            Assert.Empty(await database.RowsAsync(Relations, CancellationToken.None));
        }

        var gone = await Assert.ThrowsAsync<PostgresException>(() => database.OpenAsync(CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, gone.SqlState);
    }

    [ServerFact]
    public async Task A_script_of_pg_dump_runs_as_psql_would_run_it()
    {
        await using var database = await TestServers.CreateDatabaseAsync(TestServers.Newest, CancellationToken.None);

        await database.ExecuteAsync(
            """
            -- Dumped; by pg_dump
            \restrict abc
            CREATE TABLE t (id int, note text);
            CREATE FUNCTION twice(n int) RETURNS int BEGIN ATOMIC SELECT n; SELECT CASE WHEN true THEN n * 2 END; END;
            COPY t (id, note) FROM stdin;
            1	semi; colon
            2	\N
            \.

            \unrestrict abc
            """,
            CancellationToken.None);

        var rows = await database.RowsAsync("SELECT id, note, twice(id) FROM t ORDER BY id", CancellationToken.None);
        Assert.Equal(["1|semi; colon|2", "2||4"], rows);
        Assert.Null(await database.ScalarAsync<string>("SELECT note FROM t WHERE id = 2", CancellationToken.None));
    }

    [ServerTheory(18, Shared = "data")]
    [InlineData("data/chinook", 11)]
    [InlineData("data/northwind", 14)]
    [InlineData("data/netflix", 1)]
    [InlineData("data/pagila", 21)]
    public async Task A_real_database_loads(string directory, int tables)
    {
        await using var database = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        foreach (var script in SharedData.Scripts(directory)) await database.LoadAsync(script, CancellationToken.None);

        const string Count = "SELECT count(*)::int FROM pg_catalog.pg_class WHERE relkind = 'r' AND oid >= 16384";
        Assert.Equal(tables, await database.ScalarAsync<int>(Count, CancellationToken.None));
    }

    [ServerFact(18, Shared = "data/regression15")]
    public async Task The_regression_database_loads_but_for_what_18_refuses()
    {
        await using var database = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);

        var refused = await database.LoadWhatFitsAsync(SharedData.Scripts("data/regression15")[0], CancellationToken.None);

        Assert.Equal(4, refused.Count);
    }
}
