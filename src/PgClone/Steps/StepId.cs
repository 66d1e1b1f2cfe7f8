using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>The name of a step, the same each time the same plan is made: <c>copy app.orders</c>.</summary>
[JsonConverter(typeof(StepIdJsonConverter))]
public readonly record struct StepId(string Value) : IComparable<StepId>
{
    /// <summary>Ordinal order.</summary>
    public int CompareTo(StepId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
