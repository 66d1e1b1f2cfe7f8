using NJsonSchema;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

public sealed class PlanJsonTests
{
    [ServerFact(18)]
    public async Task The_JSON_of_plan_and_diff_has_the_shape_that_its_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(SharedData.Checkout, "schemas", "plan.schema.json"));
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id serial PRIMARY KEY, v text); INSERT INTO t (v) VALUES ('a'); CREATE MATERIALIZED VIEW m AS SELECT v FROM t", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var first = await Product.RunAsync("plan", plan.Plan, "--json");
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE t SET v = 'b'; ALTER TABLE t ADD COLUMN n int", CancellationToken.None);
        var drift = await Product.RunAsync("diff", plan.Plan, "--json");

        Assert.Empty(schema.Validate(first.Out));
        Assert.Empty(schema.Validate(drift.Out));
        Assert.Contains("\"unchanged\": false", drift.Out, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task The_JSON_of_apply_has_the_shape_that_its_schema_says_and_standard_output_to_itself()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(SharedData.Checkout, "schemas", "apply.schema.json"));
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t AS SELECT 1 AS id; CREATE TABLE bad AS SELECT 1 AS id", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var applied = await Product.RunAsync("apply", plan.Plan, "--yes", "--json");
        var again = await Product.RunAsync("apply", plan.Plan, "--yes", "--json");

        Assert.Empty(schema.Validate(applied.Out));
        Assert.Contains("\"status\": \"complete\"", applied.Out, StringComparison.Ordinal);
        Assert.Contains("\"rows\": 2,", applied.Out, StringComparison.Ordinal);
        Assert.Empty(schema.Validate(again.Out));
        Assert.Contains("\"runs\": []", again.Out, StringComparison.Ordinal);
    }
}
