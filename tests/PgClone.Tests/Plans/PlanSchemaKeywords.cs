using System.Text.Json;
using PgClone.Plans.Schema;
using Xunit;

namespace PgClone.Tests.Plans;

public sealed class PlanSchemaKeywords
{
    // What NJsonSchema enforces, and what says something to people only.
    private static readonly HashSet<string> Allowed = new(StringComparer.Ordinal)
    {
        "type", "enum", "required", "properties", "patternProperties", "additionalProperties", "items", "minItems", "minLength",
        "minProperties", "maxProperties", "minimum", "maximum", "$ref", "definitions", "$schema", "title", "description", "default",
    };

    [Fact]
    public void Only_keywords_that_the_validator_enforces_are_used()
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        Walk(JsonDocument.Parse(PlanSchema.Text).RootElement, schema => used.UnionWith(schema.EnumerateObject().Select(p => p.Name)));

        Assert.Empty(used.Except(Allowed));
    }

    [Fact]
    public void Every_property_is_described()
    {
        var silent = new List<string>();
        Walk(JsonDocument.Parse(PlanSchema.Text).RootElement, schema =>
        {
            if (!schema.TryGetProperty("properties", out var properties)) return;
            silent.AddRange(properties.EnumerateObject().Where(p => !p.Value.TryGetProperty("description", out _)).Select(p => p.Name));
        });

        Assert.Empty(silent);
    }

    [Fact]
    public void No_mapping_takes_unknown_keys_by_accident()
    {
        var open = new List<string>();
        Walk(JsonDocument.Parse(PlanSchema.Text).RootElement, schema =>
        {
            if (schema.TryGetProperty("properties", out var properties) && !schema.TryGetProperty("additionalProperties", out _)) open.Add(properties.ToString());
        });

        Assert.Empty(open);
    }

    private static void Walk(JsonElement schema, Action<JsonElement> visit)
    {
        visit(schema);
        foreach (var keyword in schema.EnumerateObject())
        {
            if (keyword.Name is "properties" or "patternProperties" or "definitions")
                foreach (var child in keyword.Value.EnumerateObject()) Walk(child.Value, visit);
            else if (keyword.Name is "items" or "additionalProperties" && keyword.Value.ValueKind == JsonValueKind.Object) Walk(keyword.Value, visit);
        }
    }
}
