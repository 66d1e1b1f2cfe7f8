using Newtonsoft.Json.Linq;
using PgClone.Plans.Yaml;

namespace PgClone.Plans.Schema;

/// <summary>
/// The JSON that a YAML tree says. Every token carries the node it came from as an annotation, so that what the validator says
/// about a token can be said about a line and a column.
/// </summary>
internal static class YamlTokens
{
    public static JToken From(YamlNode node)
    {
        JToken token = node switch
        {
            YamlMapping mapping => From(mapping),
            YamlSequence sequence => new JArray(sequence.Items.Select(From)),
            YamlScalar scalar => From(scalar),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no YAML node we know"),
        };
        token.AddAnnotation(node);
        return token;
    }

    private static JObject From(YamlMapping mapping)
    {
        var result = new JObject();
        foreach (var entry in mapping.Entries)
        {
            var property = new JProperty(entry.Key, From(entry.Value));
            property.AddAnnotation(entry);
            result.Add(property);
        }

        return result;
    }

    private static JValue From(YamlScalar scalar) =>
        scalar.IsNull ? JValue.CreateNull()
        : scalar.AsBoolean is { } boolean ? new JValue(boolean)
        : scalar.AsInteger is { } integer ? new JValue(integer)
        // Reported before; the validator throws on integers of more than 64 bits.
        : scalar.IsWholeNumber ? new JValue(0L)
        : scalar.AsNumber is { } number ? new JValue(number)
        : new JValue(scalar.Text);
}
