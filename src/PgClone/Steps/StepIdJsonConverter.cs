using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgClone.Steps;

/// <summary>A step id is a string in JSON.</summary>
public sealed class StepIdJsonConverter : JsonConverter<StepId>
{
    /// <inheritdoc/>
    public override StepId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StepId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
