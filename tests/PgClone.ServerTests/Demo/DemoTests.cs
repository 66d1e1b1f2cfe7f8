using System.Text.Json;
using NJsonSchema;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Demo;

public sealed class DemoTests
{
    [ServerFact(18)]
    public async Task The_JSON_of_the_demo_tells_all_of_it_and_has_standard_output_to_itself()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(SharedData.Checkout, "schemas", "demo.schema.json"));

        var demo = await Product.RunAsync("demo", "--json");

        Assert.True(demo.ExitCode == 0, demo.ToString());
        Assert.Empty(schema.Validate(demo.Out));
        using var document = JsonDocument.Parse(demo.Out);
        var told = document.RootElement;
        Assert.Equal("complete", told.GetProperty("run").GetProperty("status").GetString());
        Assert.True(told.GetProperty("plan").GetProperty("create").GetInt32() > 50);
        Assert.True(told.GetProperty("secondPlanIsEmpty").GetBoolean());
        Assert.Equal(0, told.GetProperty("secondPlan").GetProperty("create").GetInt32());
        var samples = told.GetProperty("samples").EnumerateArray().ToList();
        Assert.Equal(["shop.customers", "hr.employees"], samples.Select(sample => sample.GetProperty("table").GetString()));
        Assert.All(samples.SelectMany(sample => sample.GetProperty("rows").EnumerateArray()),
            row => Assert.NotEqual(row.GetProperty("source").ToString(), row.GetProperty("target").ToString()));
        Assert.Contains("$ pgclone apply", demo.Error, StringComparison.Ordinal);
    }
}
