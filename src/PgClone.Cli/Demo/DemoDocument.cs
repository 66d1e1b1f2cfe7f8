using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Cli.Demo;

/// <summary>The stable JSON shape of what the demo did; schemas/demo.schema.json describes it. What it did not come to is null.</summary>
public sealed record DemoDocument
{
    /// <summary>The version of the shape; it changes when a reader of the old one would stumble.</summary>
    public int FormatVersion { get; } = 1;

    /// <summary>The version of the source's server: 14.23.</summary>
    public required string SourceVersion { get; init; }

    /// <summary>The version of the target's server.</summary>
    public required string TargetVersion { get; init; }

    /// <summary>The sums of the first plan, as in the JSON of plan.</summary>
    public JsonElement? Plan { get; init; }

    /// <summary>What apply did, as in its JSON.</summary>
    public JsonElement? Run { get; init; }

    /// <summary>Rows of the source beside those that the target has for them.</summary>
    public ValueList<DemoSample>? Samples { get; init; }

    /// <summary>True when the second plan found nothing to do.</summary>
    public bool? SecondPlanIsEmpty { get; init; }

    /// <summary>The sums of the second plan.</summary>
    public JsonElement? SecondPlan { get; init; }
}
