using System.Text.Json;
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

/// <summary>A step id is a string in JSON.</summary>
public sealed class StepIdJsonConverter : JsonConverter<StepId>
{
    /// <inheritdoc/>
    public override StepId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StepId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
