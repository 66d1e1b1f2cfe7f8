using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Foreign tables and user mappings, where rules about rows and roles meet them.</summary>
public sealed class ForeignDataTests
{
    private const string Schema = """
        DO $$
        DECLARE r text;
        BEGIN
            FOREACH r IN ARRAY ARRAY['fd_theirs', 'fd_other'] LOOP
                BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN', r); EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
            END LOOP;
        END $$;
        CREATE FOREIGN DATA WRAPPER w;
        CREATE SERVER elsewhere FOREIGN DATA WRAPPER w;
        CREATE USER MAPPING FOR fd_theirs SERVER elsewhere OPTIONS (password 'of theirs');
        CREATE FOREIGN TABLE remote (id int, mail text) SERVER elsewhere;
        CREATE TABLE here (id int, mail text);
        INSERT INTO here VALUES (1, 'a@b.c');
        """;

    private const string Mappings = "SELECT usename, umoptions FROM pg_user_mappings ORDER BY usename";

    [ServerFact(18)]
    public async Task Filters_and_masks_do_not_reach_a_foreign_table_and_the_plan_says_so()
    {
        await using var source = await SourceAsync(18);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.remote: { where: "id > 0" } }
                masks: { rules: { public.remote.mail: "null" } }
            """);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("public.remote: { where", "public.here: { where", StringComparison.Ordinal).Replace("public.remote.mail", "public.here.mail", StringComparison.Ordinal));
        var applied = await plan.ConvergeAsync();

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("error PGC1102: filter \"public.remote\" has a where and matches foreign tables alone", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1204: mask rule \"public.remote.mail\" masks no column of the clone", refused.Error, StringComparison.Ordinal);
        Assert.Contains("the rows of a foreign table are not copied", refused.Error, StringComparison.Ordinal);
        Assert.Contains("note: filters and masks do not reach foreign tables, which read from the same servers as on the source: public.remote", applied.Out, StringComparison.Ordinal);
        Assert.Equal(["1|"], await target.RowsAsync("SELECT id, mail FROM here", CancellationToken.None));
    }

    [ServerFact(15, 16)]
    public async Task A_user_mapping_goes_to_the_role_of_the_target_and_brings_its_values()
    {
        await using var source = await SourceAsync(15);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(16, CancellationToken.None));
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text + "\n    roles: { missing: skip }\n");
        var skipped = await plan.ConvergeAsync();
        var none = await target.RowsAsync(Mappings, CancellationToken.None);
        plan.Edit(text => text.Replace("missing: skip", "map: { fd_theirs: postgres }", StringComparison.Ordinal));
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        var saved = await Product.RunAsync("apply", plan.SavedPlan, "--yes");
        await plan.AssertConvergedAsync();
        await source.ExecuteAsync("CREATE USER MAPPING FOR fd_other SERVER elsewhere", CancellationToken.None);
        plan.Edit(text => text.Replace("fd_theirs: postgres", "fd_theirs: postgres, fd_other: postgres", StringComparison.Ordinal));
        var twice = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1403: the target has no role fd_theirs", refused.Error, StringComparison.Ordinal);
        Assert.Contains("note: what fd_theirs may do or own is left out", skipped.Out, StringComparison.Ordinal);
        Assert.Empty(none);
        Assert.True(saved.ExitCode == 0, saved.ToString());
        Assert.Equal(["postgres|{\"password=of theirs\"}"], await target.RowsAsync(Mappings, CancellationToken.None));
        Assert.Equal(3, twice.ExitCode);
        Assert.Contains("user mapping elsewhere.postgres would be made twice: roles.map gives two roles of the source that name", twice.Error, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> SourceAsync(int major)
    {
        var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }
}
