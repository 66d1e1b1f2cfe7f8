using System.Text.Json;
using NJsonSchema;
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

    [Theory]
    [InlineData(true, "examples/shop/shop.pgclone.yaml", 0)]
    [InlineData(false, "tests/cases/plans/several-errors-at-once/plan.pgclone.yaml", 3)]
    public async Task The_JSON_of_validate_has_the_shape_that_its_schema_says(bool valid, string plan, int code)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(SharedData.Checkout, "schemas", "validate.schema.json"));

        var validated = await Product.RunAsync("validate", Path.Combine(SharedData.Checkout, plan), "--json");

        Assert.Equal(code, validated.ExitCode);
        Assert.Empty(schema.Validate(validated.Out));
        using var document = JsonDocument.Parse(validated.Out);
        Assert.Equal(valid, document.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(valid, document.RootElement.GetProperty("diagnostics").GetArrayLength() == 0);
    }

    [Theory]
    [InlineData("PGC1201: there is no mask 'emial'", "masks: { rules: { app.t.c: emial } }")]
    [InlineData("PGC1203: mask 'random_int' of app.t.c: min (5) is greater than max (1)", "masks: { rules: { app.t.c: { type: random_int, min: 5, max: 1 } } }")]
    [InlineData("PGC1203: mask 'partial' of app.t.c: prefix must be from 0 to 1000", "masks: { rules: { app.t.c: { type: partial, prefix: -1 } } }")]
    [InlineData("PGC1202: mask 'email' takes no 'bogus'", "masks: { rules: { app.t.c: { type: email, bogus: 1 } } }")]
    [InlineData("mask 'hash' needs masks.key", "masks: { rules: { app.t.c: hash } }")]
    [InlineData("mask rule \"app.t\" names no column", "masks: { rules: { app.t: email } }")]
    [InlineData("'tabel' is no kind of object", "objects: [\"tabel:app.*\"]")]
    [InlineData("PGC1103: where of app.t: ')' closes what was not opened", "filters: { app.t: { where: \"true); drop table x; --\" } }")]
    public async Task Validate_finds_what_no_database_could_make_sense_of(string expected, string clone)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, $"version: 1\nname: x\nsources: {{ s: {{ connection: {{ env: S }} }} }}\ntargets: {{ t: {{ connection: {{ env: T }} }} }}\nclones:\n  - name: c\n    {clone}\n");

        var refused = await Product.RunAsync("validate", path);

        File.Delete(path);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(expected, refused.Error, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("schema")]
    [InlineData("schema", "--json")]
    public async Task Schema_prints_what_editors_validate_against(params string[] arguments)
    {
        var schema = await Product.RunAsync(arguments);

        using var document = JsonDocument.Parse(schema.Out);
        Assert.Equal("object", document.RootElement.GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("did you mean 'plan'?", "plann")]
    [InlineData("did you mean '--jobs'?", "plan", "--jbos", "3", "x.yaml")]
    [InlineData("--jobs takes a number from 1 to 64", "plan", "x.yaml", "--jobs", "0")]
    [InlineData("--var takes name=value, not 'days'", "plan", "x.yaml", "--var", "days")]
    [InlineData("--format takes text, json or markdown, not 'html'", "diff", "x.yaml", "--format", "html")]
    [InlineData("--format takes text, json or markdown, not 'HTML'", "plan", "x.yaml", "--format=HTML")]
    [InlineData("--json is --format json, and does not go with --format markdown", "plan", "x.yaml", "--format", "markdown", "--json")]
    [InlineData("--json is --format json, and does not go with --format text", "diff", "x.yaml", "--json", "--format", "text")]
    public async Task A_wrong_command_line_says_what_is_meant(string remedy, params string[] arguments)
    {
        var refused = await Product.RunAsync(arguments);

        Assert.Equal(64, refused.ExitCode);
        Assert.Contains(remedy, refused.Error, StringComparison.Ordinal);
    }
}
