using System.Diagnostics;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Safety;

/// <summary>Roles that may not do everything: what they may not is told before anything is done.</summary>
public sealed class PermissionTests
{
    [ServerFact(18)]
    public async Task What_the_role_may_not_read_is_told_by_the_plan()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var reader = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"""
            CREATE TABLE seen (id int GENERATED ALWAYS AS IDENTITY, other int);
            CREATE TABLE half (id int, secret text);
            CREATE TABLE hidden (id int);
            CREATE TABLE own (id int);
            ALTER TABLE own ENABLE ROW LEVEL SECURITY;
            CREATE SEQUENCE apart;
            GRANT SELECT ON seen, own TO {reader.Name};
            GRANT SELECT (id) ON half TO {reader.Name};
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        plan.ReadAs(source, reader.Name);

        var refused = await Product.RunAsync("plan", plan.Plan);
        await source.ExecuteAsync($"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {reader.Name}", CancellationToken.None);
        var rows = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("[\"*\"]", "[public.seen]", StringComparison.Ordinal));
        await source.ExecuteAsync($"REVOKE SELECT ON SEQUENCE apart FROM {reader.Name}", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the role may not read sequence public.apart of the source", refused.Error, StringComparison.Ordinal);
        Assert.Contains("the role may not read sequence public.seen_id_seq of the source", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, rows.ExitCode);
        Assert.Contains("the role may not read public.half (secret) of the source", rows.Error, StringComparison.Ordinal);
        Assert.Contains("the role may not read public.hidden (id) of the source", rows.Error, StringComparison.Ordinal);
        Assert.Contains("row level security hides rows of public.own from the role", rows.Error, StringComparison.Ordinal);
    }

    [ServerTheory(15, 18)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task An_owner_that_the_role_may_not_give_objects_to_is_told_by_the_plan(int major)
    {
        await using var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int); CREATE TABLE u (id int); CREATE VIEW v AS SELECT * FROM t", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await using var writer = await TestRole.CreateAsync(target);
        await target.ExecuteAsync($"GRANT ALL ON DATABASE {target.Name} TO {writer.Name}; GRANT ALL ON SCHEMA public TO {writer.Name}", CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"public.*\"]\n    include: { owners: true }\n");
        plan.WriteAs(target, writer.Name);

        var refused = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync($"GRANT postgres TO {writer.Name}", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Contains("error PGC1407: table public.t and 2 more should belong to postgres of the target, and " + writer.Name + " may not SET ROLE to that", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["postgres"], await target.RowsAsync("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'", CancellationToken.None));
        await target.ExecuteAsync($"REASSIGN OWNED BY {writer.Name} TO postgres", CancellationToken.None);
    }

    [ServerFact(18)]
    public async Task No_more_sessions_are_opened_on_the_source_than_the_plan_allows()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var reader = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"""
            DO $$ BEGIN FOR i IN 1..12 LOOP
                EXECUTE format('CREATE TABLE t%s AS SELECT g AS id, repeat(''x'', 1000) AS v FROM generate_series(1, 3000) g', i);
            END LOOP; END $$;
            SELECT lo_from_bytea(0, 'large');
            ALTER ROLE {reader.Name} CONNECTION LIMIT 2;
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader.Name};
            DO $$ BEGIN EXECUTE (SELECT format('GRANT SELECT ON LARGE OBJECT %s TO {reader.Name}', oid) FROM pg_largeobject_metadata); END $$;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        plan.ReadAs(source, reader.Name);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", "8");
        plan.Edit(text => text.Replace("sources: { s: { ", "sources: { s: { maxConnections: 2, ", StringComparison.Ordinal));
        var applied = await Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", "8");
        var verified = await Product.RunAsync("verify", plan.Plan, "--jobs", "8");

        Assert.Contains("too many connections for role", failed.Error, StringComparison.Ordinal);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [ServerFact(18)]
    public async Task Rows_and_large_objects_leave_the_source_no_faster_than_asked_for()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE a AS SELECT g AS id, repeat('x', 1000) AS v FROM generate_series(1, 1000) g;
            CREATE TABLE b AS TABLE a;
            SELECT lo_from_bytea(0, decode(repeat('00', 1000000), 'hex')), lo_from_bytea(0, decode(repeat('01', 500000), 'hex'));
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes", "--rate-limit", "fast");
        var began = Stopwatch.StartNew();
        var applied = await Product.RunAsync("apply", plan.Plan, "--yes", "--jobs", "3", "--rate-limit", "2MB");

        Assert.Equal(64, refused.ExitCode);
        Assert.Contains("--rate-limit takes bytes per second, from 1kB, such as 500kB, 20MB or 1GB, not 'fast'", refused.Error, StringComparison.Ordinal);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        // 3.5 MB in all; the last piece waits for those before it.
        Assert.True(began.Elapsed > TimeSpan.FromSeconds(1.2), began.Elapsed.ToString());
        await plan.AssertConvergedAsync();
    }

    [ServerFact(18)]
    public async Task A_target_that_may_not_be_created_is_a_failure_and_no_interruption()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var writer = await TestRole.CreateAsync(source);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        plan.WriteAs(target, writer.Name);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("permission denied to create database", failed.Error, StringComparison.Ordinal);
        Assert.Contains("connect to the target as a role that may do this", failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("interrupted", failed.Error, StringComparison.Ordinal);
    }
}
