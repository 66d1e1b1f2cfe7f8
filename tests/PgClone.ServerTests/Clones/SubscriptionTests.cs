using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Subscriptions: a clone's must never take changes from the publisher of its source's.</summary>
public sealed class SubscriptionTests
{
    private const string Canary = "canary-passw0rd";

    private const string Schema = $"""
        CREATE TABLE t (id int PRIMARY KEY);
        CREATE SUBSCRIPTION busy CONNECTION 'host=nowhere.invalid password={Canary}' PUBLICATION p WITH (connect = false, slot_name = 'of_the_source');
        ALTER SUBSCRIPTION busy ENABLE;
        """;

    private const string Asked = "    objects: [\"*\"]\n    include: { subscriptions: true }";

    private const string Found = "SELECT subname, subenabled, subslotname, subconninfo FROM pg_subscription JOIN pg_database d ON d.oid = subdbid WHERE datname = current_database()";

    [ServerFact(15)]
    public async Task One_is_left_out_and_named_unless_the_plan_asks_for_it()
    {
        await using var source = await SourceAsync(15);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\", \"subscription:b*\"]");

        var applied = await plan.ConvergeAsync();

        Assert.Contains("note: subscription busy is left out; include: { subscriptions: true } would clone it, disabled and without a slot", applied.Out, StringComparison.Ordinal);
        Assert.Empty(await target.RowsAsync(Found, CancellationToken.None));
    }

    [ServerFact(14, 18)]
    public async Task One_that_works_on_the_source_is_disabled_on_the_clone_and_its_connection_unseen()
    {
        await using var source = await SourceAsync(14);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target, Asked);

        List<ProductOutput> seen = [await Product.RunAsync("plan", plan.Plan, "--json"), await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan), await plan.ConvergeAsync()];
        var saved = await File.ReadAllTextAsync(plan.SavedPlan);
        await source.ExecuteAsync($"ALTER SUBSCRIPTION busy CONNECTION 'host=nowhere.invalid password={Canary}-2'", CancellationToken.None);
        seen.AddRange([await Product.RunAsync("diff", plan.Plan), await plan.ConvergeAsync()]);

        Assert.Equal([$"busy|f||host=nowhere.invalid password={Canary}-2"], await target.RowsAsync(Found, CancellationToken.None));
        Assert.All(seen.Select(output => output.ToString()).Append(saved), text => Assert.DoesNotContain(Canary, text, StringComparison.Ordinal));
        Assert.Contains("ALTER SUBSCRIPTION busy CONNECTION {secret 'connection'}", seen[^1].Out, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Who_may_not_see_the_connection_is_told_so()
    {
        await using var source = await SourceAsync(18);
        await using var reader = await TestRole.CreateAsync(source);
        await source.ExecuteAsync($"GRANT SELECT ON t TO {reader.Name}", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, Asked);
        plan.ReadAs(source, reader.Name);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("subscriptions: true", "subscriptions: false", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the role may not see all of subscription busy on the source", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> SourceAsync(int major)
    {
        var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }
}
