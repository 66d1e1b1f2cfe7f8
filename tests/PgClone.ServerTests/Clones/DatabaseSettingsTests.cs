using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>What a database has of its own, which pg_dump prints with --create only.</summary>
public sealed class DatabaseSettingsTests
{
    // The test does not know the names of its databases.
    private const string Make = """
        CREATE TABLE t (id int);
        DO $$ BEGIN
            EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), 'the source');
            EXECUTE format('ALTER DATABASE %I SET search_path TO "$user", public, "We ird, ""x"', current_database());
            EXECUTE format('ALTER DATABASE %I SET statement_timeout TO ''5min''', current_database());
            EXECUTE format('ALTER DATABASE %I SET my.custom TO ''a''''b''', current_database());
            EXECUTE format('ALTER DATABASE %I SET temp_tablespaces TO ''''', current_database());
            EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 77', current_database());
            EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', current_database());
            EXECUTE format('GRANT CREATE ON DATABASE %I TO pg_monitor', current_database());
        END $$
        """;

    private const string Change = """
        DO $$ BEGIN
            EXECUTE format('COMMENT ON DATABASE %I IS NULL', current_database());
            EXECUTE format('ALTER DATABASE %I RESET statement_timeout', current_database());
            EXECUTE format('ALTER DATABASE %I SET search_path TO public', current_database());
            EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 78', current_database());
            EXECUTE format('GRANT CONNECT ON DATABASE %I TO PUBLIC', current_database());
        END $$
        """;

    private const string Undo = """
        DO $$ BEGIN
            EXECUTE format('ALTER DATABASE %I RESET ALL', current_database());
            EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT -1', current_database());
            EXECUTE format('REVOKE CREATE ON DATABASE %I FROM pg_monitor', current_database());
        END $$
        """;

    private const string Settings = """
        SELECT concat_ws(' ', d.datconnlimit, shobj_description(d.oid, 'pg_database'), s.setconfig::text,
                         (SELECT string_agg(a.grantee::regrole || '=' || a.privilege_type, ',' ORDER BY a.grantee, a.privilege_type)
                          FROM aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) a))
        FROM pg_database d LEFT JOIN pg_db_role_setting s ON s.setdatabase = d.oid AND s.setrole = 0 WHERE d.datname = current_database()
        """;

    [ServerFact(14, 18)]
    public async Task What_the_source_database_has_the_target_gets_changes_and_loses()
    {
        await using var source = await TestServers.CreateDatabaseAsync(14, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true");

        foreach (var script in new[] { Make, Change, Undo })
        {
            await source.ExecuteAsync(script, CancellationToken.None);
            await plan.ConvergeAsync();
            Assert.Equal(await source.RowsAsync(Settings, CancellationToken.None), await target.RowsAsync(Settings, CancellationToken.None));
        }
    }

    [ServerFact(18)]
    public async Task Settings_of_a_role_in_the_database_are_named()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        await source.ExecuteAsync("DO $$ BEGIN EXECUTE format('ALTER ROLE postgres IN DATABASE %I SET work_mem TO ''5MB''', current_database()); END $$", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Contains("cannot be cloned yet: role setting postgres", refused.Error, StringComparison.Ordinal);
    }
}
