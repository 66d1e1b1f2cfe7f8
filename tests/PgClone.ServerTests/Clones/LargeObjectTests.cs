using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Large objects: who may read and write them, whose they are, and what a plan says of them. Their bytes are in tests/cases/convergence/large-objects.</summary>
public sealed class LargeObjectTests
{
    private const string Three = "SELECT lo_from_bytea(20001, 'one'); SELECT lo_from_bytea(20002, 'two'); SELECT lo_create(20003)";

    private const string Contents = "SELECT oid, convert_from(lo_get(oid), 'UTF8') FROM pg_largeobject_metadata ORDER BY oid";

    private const string Access = """
        SELECT m.oid, (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(coalesce(m.lomacl, acldefault('L', m.lomowner))) a), pg_get_userbyid(m.lomowner)
        FROM pg_largeobject_metadata m ORDER BY 1
        """;

    [ServerFact(14, 18)]
    public async Task Are_read_and_written_by_roles_that_are_no_superusers()
    {
        await using var source = await TestServers.CreateDatabaseAsync(14, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var reader = await TestRole.CreateAsync(source);
        await using var writer = await TestRole.CreateAsync(target);
        await target.ExecuteAsync($"GRANT CREATE ON DATABASE {target.Name} TO {writer.Name}", CancellationToken.None);
        await source.ExecuteAsync($"""
            {Three};
            SELECT lo_create(20004), lo_create(20005);
            SELECT lo_put(20004, 3000000, 'far'), lo_truncate64(lo_open(20005, 131072), 4096);
            GRANT SELECT ON LARGE OBJECT 20001, 20003, 20004, 20005 TO {reader.Name};
            """, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"large object:*\"]\n    include: { privileges: false }\n    prune: true");
        plan.ReadAs(source, reader.Name);
        plan.WriteAs(target, writer.Name);

        var refused = await Product.RunAsync("plan", plan.Plan);
        await source.ExecuteAsync($"ALTER LARGE OBJECT 20002 OWNER TO {reader.Name}", CancellationToken.None);
        await plan.ConvergeAsync();
        await AssertSameAsync(source, target);
        await source.ExecuteAsync("SELECT lo_put(20002, 0, 'T'), lo_put(20005, 4000, 'x'), lo_truncate64(lo_open(20004, 131072), 2500000); SELECT lo_unlink(20001)", CancellationToken.None);
        await target.ExecuteAsync("SELECT lo_create(30000)", CancellationToken.None);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("SELECT lo_unlink(30000)", CancellationToken.None);
        await AssertSameAsync(source, target);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the role may not read 1 of 5 large objects of the source, such as 20002", refused.Error, StringComparison.Ordinal);
        // Pages and pieces give the same digests: a superuser finds nothing to do.
        plan.WriteTo(target);
        await plan.AssertConvergedAsync();
        plan.ReadAs(source, "postgres");
        await plan.AssertConvergedAsync();
    }

    [ServerFact(18)]
    public async Task Belong_to_their_owners_whatever_new_ones_get_by_default()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var owner = await TestRole.CreateAsync(source);
        await using var user = await TestRole.CreateAsync(source);
        await target.ExecuteAsync($"ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO {user.Name}", CancellationToken.None);
        await source.ExecuteAsync($"""
            {Three};
            ALTER LARGE OBJECT 20001 OWNER TO {owner.Name};
            GRANT SELECT ON LARGE OBJECT 20001 TO {user.Name} WITH GRANT OPTION;
            SET ROLE {user.Name};
            GRANT SELECT ON LARGE OBJECT 20001 TO PUBLIC;
            RESET ROLE;
            """, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"large object:*\"]\n    include: { owners: true }");

        await plan.ConvergeAsync();
        Assert.Equal(await source.RowsAsync(Access, CancellationToken.None), await target.RowsAsync(Access, CancellationToken.None));
        await source.ExecuteAsync($"ALTER LARGE OBJECT 20002 OWNER TO {owner.Name}; ALTER LARGE OBJECT 20001 OWNER TO {user.Name}", CancellationToken.None);
        Assert.Contains("2 with another owner, other privileges or another comment", (await Product.RunAsync("diff", plan.Plan)).Out, StringComparison.Ordinal);
        await plan.ConvergeAsync();
        Assert.Equal(await source.RowsAsync(Access, CancellationToken.None), await target.RowsAsync(Access, CancellationToken.None));
        await target.ExecuteAsync("SELECT lo_unlink(oid) FROM pg_largeobject_metadata", CancellationToken.None);
        await target.ExecuteAsync($"ALTER DEFAULT PRIVILEGES REVOKE ALL ON LARGE OBJECTS FROM {user.Name}", CancellationToken.None);
    }

    [ServerFact(18)]
    public async Task Of_others_are_a_conflict_or_left_alone()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Three, CancellationToken.None);
        await target.ExecuteAsync("SELECT lo_from_bytea(20001, 'one'); SELECT lo_from_bytea(20002, 'theirs')", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");
        plan.Edit(text => text + "\n    conflicts: { rules: { \"20002\": skip } }\n    prune: true\n");
        await plan.ConvergeAsync();

        Assert.Contains("error PGC1301: large object 20002 is there already, with other bytes, owner, privileges or comment; PgClone did not make it", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["20001|one", "20002|theirs", "20003|"], await target.RowsAsync(Contents, CancellationToken.None));
        // One that was there before is not ours to drop.
        await source.ExecuteAsync("SELECT lo_unlink(oid) FROM pg_largeobject_metadata", CancellationToken.None);
        await plan.ConvergeAsync();
        Assert.Equal(["20001|one", "20002|theirs"], await target.RowsAsync(Contents, CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Come_with_all_data_and_are_left_out_by_name_or_with_it()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        await source.ExecuteAsync($"{Three}; CREATE TABLE t (id text); INSERT INTO t VALUES ('a')", CancellationToken.None);

        foreach (var without in new[] { "objects: [\"*\", \"!large object:*\"]", "data: none", "objects: [\"public.*\"]" })
        {
            using var plan = new CloneCase(source, target, $"    {without}");
            Assert.DoesNotContain("large objects", (await Product.RunAsync("plan", plan.Plan)).Out, StringComparison.Ordinal);
        }

        using (var some = new CloneCase(source, target, "    objects: [\"large object:2*\"]"))
            Assert.Contains("\"large object:2*\" picks some large objects, and they are cloned all or none", (await Product.RunAsync("plan", some.Plan)).Error, StringComparison.Ordinal);
        using var all = new CloneCase(source, target, "    masks: { rules: { public.t.id: \"null\" } }");
        var planned = await Product.RunAsync("plan", all.Plan);
        Assert.Contains("note: masks do not reach large objects", planned.Out, StringComparison.Ordinal);
        Assert.Contains("3 to make", planned.Out, StringComparison.Ordinal);
        await all.ConvergeAsync();
        await source.ExecuteAsync("SELECT lo_unlink(20002)", CancellationToken.None);
        Assert.Contains("large objects that are no longer on the source and stay: 1;", (await Product.RunAsync("plan", all.Plan)).Out, StringComparison.Ordinal);
        await all.AssertConvergedAsync();
    }

    [ServerFact(18)]
    public async Task That_moved_since_a_plan_was_saved_are_copied_from_the_source_and_refused_on_the_target()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Three, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        Assert.Equal(0, (await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan)).ExitCode);
        await target.ExecuteAsync("SELECT lo_from_bytea(20002, 'theirs')", CancellationToken.None);

        var refused = await Product.RunAsync("apply", plan.SavedPlan, "--yes");
        await target.ExecuteAsync("SELECT lo_unlink(20002)", CancellationToken.None);
        Assert.Equal(0, (await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan)).ExitCode);
        await source.ExecuteAsync("SELECT lo_from_bytea(20004, 'later')", CancellationToken.None);
        var applied = await Product.RunAsync("apply", plan.SavedPlan, "--yes");

        Assert.Contains("large object 20002 came to the target since the plan was made", refused.Error, StringComparison.Ordinal);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        await AssertSameAsync(source, target);
        await plan.AssertConvergedAsync();
    }

    private static async Task AssertSameAsync(TestDatabase source, TestDatabase target)
    {
        const string Digests = "SELECT oid, md5(lo_get(oid)) FROM pg_largeobject_metadata ORDER BY oid";
        Assert.Equal(await source.RowsAsync(Digests, CancellationToken.None), await target.RowsAsync(Digests, CancellationToken.None));
    }
}
