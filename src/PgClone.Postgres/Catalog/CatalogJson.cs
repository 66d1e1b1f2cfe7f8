using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>Reading the JSON parts of a catalog row.</summary>
public static class CatalogJson
{
    extension(JsonElement part)
    {
        /// <summary>A text, or null for JSON null.</summary>
        public string? Text(string name) => Once(part.GetProperty(name));

        /// <summary>A text, or null for JSON null and for a part that the server's version does not have.</summary>
        public string? OptionalText(string name) => part.TryGetProperty(name, out var value) ? Once(value) : null;

        /// <summary>A truth value; false for JSON null and for a part that the server's version does not have.</summary>
        public bool OptionalTruth(string name) => part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

        /// <summary>A truth value; false for JSON null.</summary>
        public bool Truth(string name) => part.GetProperty(name).ValueKind == JsonValueKind.True;

        /// <summary>A whole number, or null for JSON null.</summary>
        public long? Number(string name) => part.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

        /// <summary>An array of texts; empty for JSON null.</summary>
        public ValueList<string> Texts(string name) => part.GetProperty(name) is { ValueKind: JsonValueKind.Array } value
            ? value.EnumerateArray().Select(text => Once(text)!).ToValueList()
            : [];
    }

    private static string? Once(JsonElement text) => text.GetString() is { } value ? CatalogRow.Once(value) : null;
}
