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
    public async Task A_template_is_one_on_the_target_too_and_no_more_when_it_is_none()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true");
        const string IsTemplate = "SELECT datistemplate FROM pg_database WHERE datname = current_database()";

        foreach (var isTemplate in new[] { true, false })
        {
            await source.ExecuteAsync($"ALTER DATABASE {source.Name} IS_TEMPLATE {isTemplate}", CancellationToken.None);
            await plan.ConvergeAsync();
            Assert.Equal(isTemplate, await target.ScalarAsync<bool>(IsTemplate, CancellationToken.None));
        }
    }

    private const string RoleSettings = """
        SELECT r.rolname, s.setconfig FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
        WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY 1
        """;

    [ServerFact(18)]
    public async Task What_roles_have_set_for_the_database_is_cloned_changes_and_goes()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        await using var role = await TestRole.CreateAsync(source);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true");

        foreach (var actions in new[]
        {
            "ONE SET work_mem TO '5MB'; OTHER SET search_path TO \"We ird\", public; OTHER SET my.own TO 'a''b'",
            "ONE RESET ALL; OTHER RESET my.own; OTHER SET search_path TO public",
            "ONE SET work_mem TO '6MB'; OTHER RESET ALL",
            "ONE RESET ALL",
        })
        {
            await source.ExecuteAsync(actions.Replace("ONE", $"ALTER ROLE postgres IN DATABASE {source.Name}", StringComparison.Ordinal)
                .Replace("OTHER", $"ALTER ROLE {role.Name} IN DATABASE {source.Name}", StringComparison.Ordinal), CancellationToken.None);
            await plan.ConvergeAsync();
            Assert.Equal(await source.RowsAsync(RoleSettings, CancellationToken.None), await target.RowsAsync(RoleSettings, CancellationToken.None));
        }
    }

    [ServerFact(14, 18)]
    public async Task Settings_of_roles_that_the_target_lacks_are_an_error_or_left_out_or_mapped_or_come_with_the_role()
    {
        await using var source = await TestServers.CreateDatabaseAsync(14, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        await using var role = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"""
            ALTER ROLE {role.Name} IN DATABASE {source.Name} SET work_mem TO '5MB';
            ALTER ROLE {role.Name} SET search_path TO app, "x, y";
            ALTER ROLE {role.Name} SET my.own TO '$role$''x';
            """, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        Assert.Contains($"the target has no role {role.Name}", (await Product.RunAsync("plan", plan.Plan)).Error, StringComparison.Ordinal);

        using (var without = new CloneCase(source, target, "    include: { privileges: false }")) await without.ConvergeAsync();
        using (var skip = new CloneCase(source, target, "    roles: { missing: skip }")) await skip.ConvergeAsync();
        Assert.Empty(await target.RowsAsync(RoleSettings, CancellationToken.None));
        using (var mapped = new CloneCase(source, target, $"    roles: {{ map: {{ {role.Name}: postgres }} }}")) await mapped.ConvergeAsync();
        Assert.Equal(["postgres|{work_mem=5MB}"], await target.RowsAsync(RoleSettings, CancellationToken.None));

        using var made = new CloneCase(source, target, "    roles: { missing: create }");
        try
        {
            Assert.Contains($"+ role {role.Name}  (without login, with 2 settings)", (await Product.RunAsync("plan", made.Plan)).Out, StringComparison.Ordinal);
            await made.ConvergeAsync();
            var own = $"SELECT rolconfig FROM pg_roles WHERE rolname = '{role.Name}'";
            Assert.Equal([$"{role.Name}|{{work_mem=5MB}}"], await target.RowsAsync(RoleSettings, CancellationToken.None));
            Assert.Equal(await source.RowsAsync(own, CancellationToken.None), await target.RowsAsync(own, CancellationToken.None));
        }
        finally
        {
            await target.OnServerAsync($"DROP DATABASE IF EXISTS {target.Name} WITH (FORCE)", CancellationToken.None);
            await target.OnServerAsync($"DROP ROLE IF EXISTS {role.Name}", CancellationToken.None);
        }
    }
}
