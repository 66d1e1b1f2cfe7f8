using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using PgClone.Diagnostics;
using PgClone.Plans.Yaml;
using PgClone.Postgres.Text;

namespace PgClone.Plans.Schema;

/// <summary>Checks a tree against the JSON schema and says what is wrong in the words of the plan, at the place it is wrong.</summary>
public sealed class PlanSchemaValidator(DiagnosticBag diagnostics)
{
    // Reading the schema takes longer than most plans; it never changes.
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromJsonAsync(PlanSchema.Text).GetAwaiter().GetResult());

    /// <summary>Reports everything in the tree that the schema does not allow.</summary>
    public void Validate(YamlMapping root)
    {
        ReportBigNumbers(root);
        foreach (var error in Schema.Value.Validate(YamlTokens.From(root))) Report(error);
    }

    private void ReportBigNumbers(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries) ReportBigNumbers(entry.Value);
                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items) ReportBigNumbers(item);
                break;
            case YamlScalar { IsWholeNumber: true, AsInteger: null }:
                diagnostics.Error(DiagnosticCodes.NumberTooBig, "the number does not fit in 64 bits", node.Location,
                    "put it in quotes if it is text");
                break;
        }
    }

    private void Report(ValidationError error)
    {
        switch (error.Kind)
        {
            case ValidationErrorKind.AdditionalPropertiesNotValid or ValidationErrorKind.ArrayItemNotValid
                when error is ChildSchemaValidationError child:
                foreach (var inner in child.Errors.Values.SelectMany(e => e)) Report(inner);
                break;
            case ValidationErrorKind.NoAdditionalPropertiesAllowed:
                ReportUnknownKey(error.Token!.Annotation<YamlEntry>()!, error.Schema);
                break;
            // Asked of texts and lists too, where another type is allowed beside the mapping or the type is reported already.
            case ValidationErrorKind.PropertyRequired or ValidationErrorKind.TooFewProperties when error.Token is not JObject:
                break;
            // A misspelled key is one mistake, not two.
            case ValidationErrorKind.PropertyRequired when IsMisspelled(error.Property!,
                error.Token!.Annotation<YamlNode>() as YamlMapping):
                break;
            case ValidationErrorKind.PropertyRequired:
                Say(DiagnosticCodes.MissingKey, error, $"'{error.Property}' is missing here", $"add '{error.Property}: …'");
                break;
            case ValidationErrorKind.NotInEnumeration:
                ReportNotAllowed(error);
                break;
            case ValidationErrorKind.StringTooShort or ValidationErrorKind.TooFewItems or ValidationErrorKind.TooFewProperties:
            // Where a text or a mapping may stand, an empty text is told of as neither.
            case var _ when error.Token is JValue { Value: "" } && error.Schema.Type.HasFlag(JsonObjectType.String):
                Say(DiagnosticCodes.OutOfBounds, error, $"{Subject(error)} is empty", "give it a value, or leave the key out");
                break;
            case ValidationErrorKind.TooManyProperties:
                Say(DiagnosticCodes.Contradiction, error, $"{Subject(error)} takes one of its keys, not several",
                    Allowed(error.Schema.ActualProperties.Keys));
                break;
            case ValidationErrorKind.NumberTooSmall or ValidationErrorKind.IntegerTooBig or ValidationErrorKind.NumberTooBig:
                Say(DiagnosticCodes.OutOfBounds, error, $"{Subject(error)} is out of range", Range(error.Schema));
                break;
            default:
                Say(DiagnosticCodes.WrongType, error, $"{Subject(error)} must be {TypeNames(error.Schema.Type)}, not {Found(error.Token!)}",
                    null);
                break;
        }
    }

    /// <summary>True when a mapping lacks the key and has one instead that looks like it.</summary>
    public static bool IsMisspelled(string key, YamlMapping? mapping) =>
        mapping is not null && mapping.Entries.Any(e => e.Key != key && SimilarWord.Find(e.Key, [key]) is not null);

    private void ReportUnknownKey(YamlEntry entry, JsonSchema schema) =>
        diagnostics.Error(DiagnosticCodes.UnknownKey, $"unknown key '{entry.Key}'", entry.KeyLocation,
            NearestName.Suggest(entry.Key, [.. schema.ActualProperties.Keys]));

    private void ReportNotAllowed(ValidationError error)
    {
        // The type is reported by an error of its own.
        if (error.Schema.Type == JsonObjectType.String && error.Token!.Type != JTokenType.String) return;
        if (error.Schema.Type == JsonObjectType.Integer && error.Token!.Type != JTokenType.Integer) return;
        var word = ((JValue)error.Token!).Value?.ToString() ?? "null";
        var allowed = error.Schema.Enumeration.Select(v => v?.ToString() ?? "null").ToList();
        Say(DiagnosticCodes.NotAllowed, error, $"{Subject(error)} cannot be '{word}'", NearestName.Suggest(word, allowed));
    }

    private void Say(string code, ValidationError error, string message, string? remedy) =>
        diagnostics.Error(code, message, error.Token!.Annotation<YamlNode>()!.Location, remedy);

    private static string Subject(ValidationError error) =>
        error.Token!.Parent is JProperty property ? $"'{property.Name}'" : error.Token!.Parent is null ? "the plan" : "the item";

    private static string Allowed(IEnumerable<string> words) => $"use one of {string.Join(", ", words)}";

    private static string Range(JsonSchema schema) => (schema.Minimum, schema.Maximum) switch
    {
        ({ } min, { } max) => $"use {min} to {max}",
        ({ } min, null) => $"use {min} or more",
        (_, { } max) => $"use {max} or less",
        _ => "use a smaller number",
    };

    private static string TypeNames(JsonObjectType types)
    {
        (JsonObjectType Type, string Name)[] names =
        [
            (JsonObjectType.String, "text"), (JsonObjectType.Integer, "a whole number"), (JsonObjectType.Number, "a number"),
            (JsonObjectType.Boolean, "true or false"), (JsonObjectType.Array, "a list"), (JsonObjectType.Object, "a mapping"),
        ];
        return string.Join(" or ", names.Where(n => types.HasFlag(n.Type)).Select(n => n.Name));
    }

    private static string Found(JToken token) => token.Type switch
    {
        JTokenType.Null => "empty",
        JTokenType.Boolean => "true or false",
        JTokenType.Integer => "a number",
        JTokenType.Float => "a number with a fraction",
        JTokenType.Array => "a list",
        JTokenType.Object => "a mapping",
        _ => "text",
    };
}
