using System.Text.Json;
using PgClone.TestKit;
using Xunit;

namespace PgClone.Tests.Commands;

/// <summary>The commands that need no server.</summary>
public sealed class CommandLineTests
{
    private static readonly string Example = Path.Combine(SharedData.Checkout, "examples", "shop", "shop.pgclone.yaml");

    [Fact]
    public async Task Validate_needs_neither_server_nor_secrets()
    {
        var valid = await Product.RunAsync("validate", Example);

        Assert.Equal(new ProductOutput(0, $"{Example}: valid{Environment.NewLine}", ""), valid);
    }

    [Fact]
    public async Task A_plan_that_does_not_exist_is_an_invalid_one()
    {
        var missing = await Product.RunAsync("plan", "no-such.pgclone.yaml");

        Assert.Equal(3, missing.ExitCode);
        Assert.StartsWith("error PGC0101: no-such.pgclone.yaml does not exist", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "production\n  → development  (shop)\ndevelopment\n")]
    [InlineData("dot", "digraph pgclone {\n  rankdir=LR;\n  node [shape=box];\n  \"production\";\n  \"development\";\n  \"production\" -> \"development\" [label=\"shop\"];\n}\n")]
    [InlineData("mermaid", "flowchart LR\n  n0[\"production\"]\n  n1[\"development\"]\n  n0 -->|\"shop\"| n1\n")]
    public async Task Graph_draws_the_clones_of_a_plan(string format, string drawing)
    {
        var graph = await Product.RunAsync("graph", Example, "--format", format);

        Assert.Equal(new ProductOutput(0, drawing, ""), graph);
    }

    [Fact]
    public async Task Schema_prints_what_editors_validate_against()
    {
        var schema = await Product.RunAsync("schema");

        using var document = JsonDocument.Parse(schema.Out);
        Assert.Equal("object", document.RootElement.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("did you mean 'plan'?", "plann")]
    [InlineData("did you mean '--jobs'?", "plan", "--jbos", "3", "x.yaml")]
    [InlineData("--jobs takes a number from 1 to 64", "plan", "x.yaml", "--jobs", "0")]
    [InlineData("--var takes name=value, not 'days'", "plan", "x.yaml", "--var", "days")]
    public async Task A_wrong_command_line_says_what_is_meant(string remedy, params string[] arguments)
    {
        var refused = await Product.RunAsync(arguments);

        Assert.Equal(64, refused.ExitCode);
        Assert.Contains(remedy, refused.Error, StringComparison.Ordinal);
    }
}
