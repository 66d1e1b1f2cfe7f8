using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Owners, privileges and the roles behind them, where two servers or two opinions meet.</summary>
public sealed class AccessTests
{
    private const string Schema = """
        DO $$
        DECLARE r text;
        BEGIN
            FOREACH r IN ARRAY ARRAY['acc_owner', 'acc_reader', 'acc_grantor'] LOOP
                BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN', r); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
            END LOOP;
        END $$;
        CREATE SCHEMA app;
        CREATE TABLE app.t (id int);
        ALTER TABLE app.t OWNER TO acc_owner;
        GRANT SELECT ON app.t TO acc_reader;
        ALTER DEFAULT PRIVILEGES FOR ROLE acc_owner GRANT SELECT ON TABLES TO acc_reader;
        """;

    private const string AccessOfT = "SELECT relowner::regrole || ' ' || coalesce(relacl::text, '') FROM pg_class WHERE oid = 'app.t'::regclass";

    [ServerFact(15, 16)]
    public async Task Roles_that_the_target_lacks_are_named_left_out_or_mapped()
    {
        await using var source = await SourceAsync(15);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(16, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { owners: true }\n    roles: { missing: error }");

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");
        plan.Edit(text => text.Replace("missing: error", "missing: skip", StringComparison.Ordinal));
        var skipped = await plan.ConvergeAsync();
        var left = await target.RowsAsync(AccessOfT, CancellationToken.None);
        await target.ExecuteAsync("CREATE ROLE acc_here", CancellationToken.None);
        plan.Edit(text => text.Replace("missing: skip", "map: { acc_owner: acc_here, acc_reader: pg_monitor }", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1403: the target has no role acc_owner, acc_reader, which objects of the clone name", refused.Error, StringComparison.Ordinal);
        Assert.Contains("note: what acc_owner, acc_reader may do or own is left out: the target has no such roles", skipped.Out, StringComparison.Ordinal);
        Assert.Equal(["postgres "], left);
        Assert.Equal(["acc_here {acc_here=arwdDxt/acc_here,pg_monitor=r/acc_here}"], await target.RowsAsync(AccessOfT, CancellationToken.None));
        Assert.Equal(
            ["acc_here {pg_monitor=r/acc_here}"],
            await target.RowsAsync("SELECT defaclrole::regrole || ' ' || array_remove(defaclacl, 'acc_here=arwdDxt/acc_here')::text FROM pg_default_acl", CancellationToken.None));
    }

    [ServerFact(15, 16)]
    public async Task Roles_of_policies_are_named_made_left_out_or_mapped_like_others()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync("""
            ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY one ON app.t TO acc_reader USING (id > 0);
            CREATE POLICY two ON app.t TO acc_reader, pg_monitor USING (id > 1);
            CREATE POLICY everybody ON app.t USING (id > 2);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(16, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { privileges: false }\n    roles: { missing: error }");
        const string policies = "SELECT policyname || ' ' || roles::text FROM pg_policies ORDER BY 1";

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("missing: error", "missing: skip", StringComparison.Ordinal));
        await plan.ConvergeAsync();
        var left = await target.RowsAsync(policies, CancellationToken.None);
        plan.Edit(text => text.Replace("missing: skip", "map: { acc_reader: pg_read_all_data }", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1403: the target has no role acc_reader, which objects of the clone name", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["everybody {public}", "two {pg_monitor}"], left);
        Assert.Equal(["everybody {public}", "one {pg_read_all_data}", "two {pg_monitor,pg_read_all_data}"], await target.RowsAsync(policies, CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task What_the_switches_turn_off_stays_as_the_target_has_it()
    {
        await using var source = await SourceAsync(15);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { privileges: false }");
        await plan.ConvergeAsync();
        var bare = await target.RowsAsync(AccessOfT, CancellationToken.None);
        await target.ExecuteAsync("ALTER TABLE app.t OWNER TO acc_grantor; GRANT INSERT ON app.t TO acc_reader", CancellationToken.None);
        var theirs = await target.RowsAsync(AccessOfT, CancellationToken.None);
        await plan.AssertConvergedAsync();
        await source.ExecuteAsync("ALTER TABLE app.t ALTER COLUMN id TYPE text", CancellationToken.None);

        await plan.ConvergeAsync();

        Assert.Equal(["postgres "], bare);
        Assert.Equal(theirs, await target.RowsAsync(AccessOfT, CancellationToken.None));
        Assert.Empty(await target.RowsAsync("SELECT 1 FROM pg_default_acl", CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task A_plan_says_who_gains_and_a_saved_one_is_stale_when_that_changed()
    {
        await using var source = await SourceAsync(15);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("GRANT INSERT ON app.t TO acc_reader", CancellationToken.None);

        var planned = await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        var drift = await Product.RunAsync("diff", plan.Plan);
        await target.ExecuteAsync("GRANT DELETE ON app.t TO acc_reader", CancellationToken.None);
        var stale = await Product.RunAsync("apply", plan.SavedPlan, "--yes");

        Assert.Contains("GRANT INSERT ON TABLE app.t TO acc_reader  [widens privileges]", planned.Out, StringComparison.Ordinal);
        Assert.Contains("+GRANT INSERT, SELECT ON TABLE app.t TO acc_reader", drift.Out, StringComparison.Ordinal);
        Assert.Equal(5, stale.ExitCode);
        Assert.Contains("table app.t has another owner or other privileges on the target since the plan was made", stale.Error, StringComparison.Ordinal);
    }

    [ServerFact(15)]
    public async Task Privileges_of_a_language_that_are_set_back_touch_nothing_that_is_written_in_it()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync("""
            CREATE FUNCTION app.f(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
            CREATE TABLE app.g (id int PRIMARY KEY, g int GENERATED ALWAYS AS (app.f(id)) STORED);
            INSERT INTO app.g VALUES (1);
            REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true");
        await plan.ConvergeAsync();
        var before = await target.RowsAsync("SELECT 'app.g'::regclass::oid", CancellationToken.None);
        await source.ExecuteAsync("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("~ system object LANGUAGE plpgsql", applied.Out, StringComparison.Ordinal);
        Assert.Contains("GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC  [widens privileges]", applied.Out, StringComparison.Ordinal);
        Assert.Equal(before, await target.RowsAsync("SELECT 'app.g'::regclass::oid", CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task A_new_database_has_its_owner_and_a_view_that_sees_few_rows_is_computed()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync($"""
            ALTER DATABASE {source.Name} OWNER TO acc_owner;
            CREATE TABLE app.base AS SELECT g AS id FROM generate_series(1, 10) g;
            ALTER TABLE app.base ENABLE ROW LEVEL SECURITY;
            CREATE POLICY few ON app.base USING (id < 4);
            GRANT USAGE ON SCHEMA app TO acc_owner;
            GRANT SELECT ON app.base TO acc_owner;
            CREATE MATERIALIZED VIEW app.mv AS SELECT id FROM app.base;
            ALTER MATERIALIZED VIEW app.mv OWNER TO acc_owner;
            REFRESH MATERIALIZED VIEW app.mv;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { owners: true }");

        await plan.ConvergeAsync();

        Assert.Equal(["acc_owner|3"], await target.RowsAsync("SELECT (SELECT datdba::regrole FROM pg_database WHERE datname = current_database()), count(*) FROM app.mv", CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task The_owner_of_a_database_that_stands_is_put_back_and_members_of_extensions_are_compared_relative_to_theirs()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync($"""
            CREATE EXTENSION pg_trgm;
            GRANT EXECUTE ON FUNCTION similarity(text, text) TO acc_reader;
            ALTER DATABASE {source.Name} OWNER TO acc_owner;
            GRANT CREATE, TEMPORARY ON DATABASE {source.Name} TO acc_reader;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { owners: true }");
        const string Owner = "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()";
        await plan.ConvergeAsync();
        await target.ExecuteAsync($"ALTER DATABASE {target.Name} OWNER TO acc_reader; ALTER FUNCTION similarity(text, text) OWNER TO acc_reader", CancellationToken.None);

        using (var without = new CloneCase(source, target)) await without.ConvergeAsync();
        Assert.Equal("acc_reader", await target.ScalarAsync<string>(Owner, CancellationToken.None));
        var applied = await plan.ConvergeAsync();

        Assert.Contains($"ALTER DATABASE {target.Name} OWNER TO acc_owner", applied.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("extension pg_trgm", applied.Out, StringComparison.Ordinal);
        Assert.Equal("acc_owner", await target.ScalarAsync<string>(Owner, CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task An_option_that_goes_takes_no_privilege_along_and_widens_nothing()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync("GRANT CREATE ON SCHEMA app TO acc_reader WITH GRANT OPTION", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("REVOKE GRANT OPTION FOR CREATE ON SCHEMA app FROM acc_reader", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("REVOKE GRANT OPTION FOR CREATE ON SCHEMA app FROM acc_reader", applied.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("widens privileges", applied.Out, StringComparison.Ordinal);
    }

    [ServerFact(15)]
    public async Task What_is_revoked_again_on_what_the_server_is_made_of_is_a_change_that_asks_for_no_prune()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync("GRANT SELECT ON pg_authid TO acc_reader; REVOKE EXECUTE ON FUNCTION version() FROM PUBLIC", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("REVOKE SELECT ON pg_authid FROM acc_reader; GRANT EXECUTE ON FUNCTION version() TO PUBLIC", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("REVOKE SELECT ON TABLE pg_catalog.pg_authid FROM acc_reader", applied.Out, StringComparison.Ordinal);
        Assert.Contains("GRANT EXECUTE ON FUNCTION pg_catalog.version() TO PUBLIC  [widens privileges]", applied.Out, StringComparison.Ordinal);
        Assert.Contains("0 to create, 2 to change, 0 to destroy", applied.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("no longer on the source", applied.Out, StringComparison.Ordinal);
        Assert.Equal(["f|t"], await target.RowsAsync("SELECT has_table_privilege('acc_reader', 'pg_authid', 'SELECT'), has_function_privilege('acc_reader', 'version()', 'EXECUTE')", CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task Other_privileges_on_what_the_server_is_made_of_are_no_reason_to_drop_it()
    {
        await using var source = await SourceAsync(15);
        await source.ExecuteAsync("REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await target.ExecuteAsync("REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC; GRANT USAGE ON LANGUAGE plpgsql TO acc_reader", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("error PGC1301: system object LANGUAGE plpgsql is there already, with another owner or other privileges", refused.Error, StringComparison.Ordinal);
        Assert.Contains("GRANT and REVOKE on the target what the source has there, or say conflicts: { rules: { \"LANGUAGE plpgsql\": skip } }", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("drop it", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Forced_row_security_keeps_no_key_from_being_made_and_rows_that_cannot_be_compared_are_named()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var role = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"""
            ALTER ROLE {role.Name} CREATEDB;
            CREATE TABLE t (id int PRIMARY KEY);
            CREATE TABLE below (id int REFERENCES t);
            INSERT INTO t VALUES (1), (2);
            INSERT INTO below VALUES (1);
            ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            ALTER TABLE below ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            CREATE POLICY p ON t USING (id < 2);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        plan.WriteAs(target, role.Name);

        var applied = await Product.RunAsync("apply", plan.Plan, "--yes");
        var refused = await Product.RunAsync("plan", plan.Plan);
        await source.ExecuteAsync($"ALTER ROLE {role.Name} BYPASSRLS", CancellationToken.None);
        await plan.AssertConvergedAsync();
        await source.ExecuteAsync($"ALTER ROLE {role.Name} NOBYPASSRLS", CancellationToken.None);
        plan.Edit(text => text + "\n    data: { \"*\": none }\n");
        await source.ExecuteAsync("CREATE TABLE more (id int REFERENCES t)", CancellationToken.None);
        await plan.ConvergeAsync();
        var tables = await target.RowsAsync("SELECT relforcerowsecurity, count(*) FROM pg_class WHERE relname IN ('t', 'below') GROUP BY 1", CancellationToken.None);
        await target.OnServerAsync($"DROP DATABASE {target.Name} WITH (FORCE)", CancellationToken.None);

        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Contains($"note: table public.t hides its rows from its owner too: the role {role.Name} cannot compare them afterwards", applied.Out, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error PGC1402: row level security hides rows of public.t of the target from the role", refused.Error, StringComparison.Ordinal);
        Assert.Contains("BYPASSRLS", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["true|2"], tables.Select(row => row.Replace("True", "true", StringComparison.Ordinal).Replace("t|", "true|", StringComparison.Ordinal)));
    }

    [ServerFact(15)]
    public async Task What_PgClone_did_not_make_keeps_its_privileges()
    {
        await using var source = await SourceAsync(15);
        await using var target = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await target.ExecuteAsync("CREATE SCHEMA app; CREATE TABLE app.t (id int)", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("error PGC1301: table app.t is there already, with another owner or other privileges", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(15, 18)]
    public async Task MAINTAIN_is_left_out_where_the_target_does_not_know_it()
    {
        await using var source = await SourceAsync(18);
        await source.ExecuteAsync("GRANT MAINTAIN ON app.t TO acc_reader", CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(15, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    roles: { missing: create }");

        var applied = await plan.ConvergeAsync();

        Assert.Contains("note: MAINTAIN is left out: PostgreSQL 15 does not have that privilege", applied.Out, StringComparison.Ordinal);
        Assert.Equal(["postgres {postgres=arwdDxt/postgres,acc_reader=r/postgres}"], await target.RowsAsync(AccessOfT, CancellationToken.None));
    }

    private static async Task<TestDatabase> SourceAsync(int major)
    {
        var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }
}
