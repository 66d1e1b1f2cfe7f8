using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Safety;

/// <summary>Passwords and the like in definitions arrive on the target, and are seen nowhere on the way.</summary>
public sealed class SecretTests
{
    private const string Canary = "canary-0ption";

    private const string Schema = $"""
        CREATE FUNCTION check_options(options text[], catalog oid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
        CREATE FOREIGN DATA WRAPPER w VALIDATOR check_options;
        CREATE SERVER elsewhere FOREIGN DATA WRAPPER w OPTIONS (host 'db', token '{Canary}-1');
        CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (password '{Canary}-2');
        CREATE FOREIGN TABLE remote (id int OPTIONS (cipher '{Canary}-3')) SERVER elsewhere OPTIONS (program '{Canary}-4');
        """;

    private const string Options = """
        SELECT srvoptions::text FROM pg_foreign_server UNION ALL SELECT umoptions::text FROM pg_user_mapping
        UNION ALL SELECT ftoptions::text FROM pg_foreign_table UNION ALL SELECT attfdwoptions::text FROM pg_attribute WHERE attfdwoptions IS NOT NULL
        """;

    private const string Ledger = "SELECT l::text FROM pgclone.runs l UNION ALL SELECT l::text FROM pgclone.steps l UNION ALL SELECT l::text FROM pgclone.objects l";

    [ServerFact(14, 18)]
    public async Task Hidden_values_arrive_and_stand_in_no_output_file_or_ledger()
    {
        await using var source = await SourceAsync(14);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);

        List<ProductOutput> seen =
        [
            await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan), await Product.RunAsync("plan", plan.Plan, "--json"),
            await Product.RunAsync("diff", plan.Plan), await plan.ConvergeAsync(),
        ];
        var saved = await File.ReadAllTextAsync(plan.SavedPlan);
        await source.ExecuteAsync($"ALTER SERVER elsewhere OPTIONS (SET token '{Canary}-5'); ALTER USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (ADD extra '{Canary}-6')", CancellationToken.None);
        seen.AddRange([await Product.RunAsync("plan", plan.Plan), await Product.RunAsync("diff", plan.Plan), await Product.RunAsync("diff", plan.Plan, "--json"), await plan.ConvergeAsync()]);

        Assert.All(seen, output => Assert.DoesNotContain(Canary, output.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Canary, saved, StringComparison.Ordinal);
        Assert.Contains("changed: server elsewhere  (a hidden value is another one)", seen[5].Out, StringComparison.Ordinal);
        Assert.DoesNotContain(await target.RowsAsync(Ledger, CancellationToken.None), row => row.Contains(Canary, StringComparison.Ordinal));
        var expected = await source.RowsAsync(Options, CancellationToken.None);
        Assert.Contains(expected, row => row.Contains($"{Canary}-6", StringComparison.Ordinal));
        Assert.Equal(expected, await target.RowsAsync(Options, CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_saved_plan_takes_the_value_of_the_day_and_is_stale_without_it()
    {
        await using var source = await SourceAsync(18);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync($"ALTER SERVER elsewhere OPTIONS (SET token '{Canary}-rotated')", CancellationToken.None);

        var applied = await Product.RunAsync("apply", plan.SavedPlan, "--yes");
        var options = await target.RowsAsync("SELECT srvoptions::text FROM pg_foreign_server", CancellationToken.None);
        await source.ExecuteAsync("ALTER SERVER elsewhere OPTIONS (SET token 'x')", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("ALTER SERVER elsewhere OPTIONS (DROP token)", CancellationToken.None);
        var stale = await Product.RunAsync("apply", plan.SavedPlan, "--yes");

        Assert.True(applied.ExitCode == 0, applied.ToString());
        Assert.Equal([$"{{host=db,token={Canary}-rotated}}"], options);
        Assert.Equal(5, stale.ExitCode);
        Assert.Contains("server elsewhere on the source has no longer the hidden values that the plan names", stale.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task What_the_server_says_of_a_refused_value_is_left_out_with_it()
    {
        await using var source = await SourceAsync(18);
        await source.ExecuteAsync("CREATE OR REPLACE FUNCTION check_options(options text[], catalog oid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN IF cardinality(options) > 0 THEN RAISE EXCEPTION 'bad %', options; END IF; END $$", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("create server elsewhere failed: the server refuses the statement; its words may repeat a hidden value and are left out (SQLSTATE P0001)", failed.Error, StringComparison.Ordinal);
        Assert.Contains("CREATE SERVER elsewhere FOREIGN DATA WRAPPER w OPTIONS (host 'db', token {secret 'token'})", failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, failed.ToString(), StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Options_that_a_role_may_not_see_are_told_not_lost()
    {
        await using var source = await SourceAsync(18);
        await using var reader = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"CREATE USER MAPPING FOR {reader.Name} SERVER elsewhere OPTIONS (password '{Canary}')", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        plan.ReadAs(source, reader.Name);
        var unread = await Product.RunAsync("plan", plan.Plan);
        plan.ReadAs(source, "postgres");
        plan.WriteAs(target, reader.Name);
        await target.ExecuteAsync($"GRANT USAGE ON SCHEMA pgclone TO {reader.Name}; GRANT SELECT ON ALL TABLES IN SCHEMA pgclone TO {reader.Name}", CancellationToken.None);
        var uncompared = await Product.RunAsync("plan", plan.Plan, "--detailed-exitcode");

        Assert.Equal(1, unread.ExitCode);
        Assert.Contains("the role may not see all of user mapping elsewhere.postgres on the source", unread.Error, StringComparison.Ordinal);
        Assert.Contains("exclude it: \"!user mapping:elsewhere.postgres\"", unread.Error, StringComparison.Ordinal);
        Assert.True(uncompared.ExitCode == 0, uncompared.ToString());
        Assert.Contains("note: the role may not see all of user mapping elsewhere.postgres on the target", uncompared.Out, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> SourceAsync(int major)
    {
        var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }
}
