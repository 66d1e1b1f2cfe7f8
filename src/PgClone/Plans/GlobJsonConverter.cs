using System.Text.Json;
using System.Text.Json.Serialization;

namespace PgClone.Plans;

/// <summary>A glob is a string in JSON.</summary>
public sealed class GlobJsonConverter : JsonConverter<Glob>
{
    /// <inheritdoc/>
    public override Glob Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Glob value, JsonSerializerOptions options) => writer.WriteStringValue(value.Pattern);
}
