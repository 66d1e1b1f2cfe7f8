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
}
