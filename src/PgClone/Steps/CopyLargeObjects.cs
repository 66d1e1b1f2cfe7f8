using System.Globalization;
using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>
/// Brings the large objects of the target to those of the source: makes, writes anew, gives to their owners and drops. It commits as it goes, since
/// a million objects fit no transaction; whatever it has done by then is done, and the next run goes on from there.
/// </summary>
public sealed record CopyLargeObjects : CopyStep
{
    /// <summary>How many are to be made, as far as the plan saw.</summary>
    public required long Creates { get; init; }

    /// <summary>How many are to be written anew.</summary>
    public required long Replaces { get; init; }

    /// <summary>How many are to have another owner, other privileges or another comment.</summary>
    public required long Alters { get; init; }

    /// <summary>How many are to be dropped.</summary>
    public required long Drops { get; init; }

    /// <summary>By what each is judged.</summary>
    public required LargeObjectTerms Terms { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new("copy large objects");

    /// <inheritdoc/>
    public override string Summary
    {
        get
        {
            var parts = new[] { (Creates, "make"), (Replaces, "write anew"), (Alters, "change owner, privileges or comment of"), (Drops, "drop") };
            return $"large objects: {string.Join(", ", parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item2} {part.Item1.ToString(CultureInfo.InvariantCulture)}"))}";
        }
    }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool DestroysRows => Replaces > 0 || Drops > 0;
}
