using System.Text.Json;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>Reading the JSON parts of a catalog row.</summary>
public static class CatalogJson
{
    extension(JsonElement part)
    {
        /// <summary>A text, or null for JSON null.</summary>
        public string? Text(string name) => part.GetProperty(name).GetString();

        /// <summary>A truth value; false for JSON null.</summary>
        public bool Truth(string name) => part.GetProperty(name).ValueKind == JsonValueKind.True;

        /// <summary>A whole number, or null for JSON null.</summary>
        public long? Number(string name) => part.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : null;

        /// <summary>An array of texts; empty for JSON null.</summary>
        public ValueList<string> Texts(string name) => part.GetProperty(name) is { ValueKind: JsonValueKind.Array } value
            ? value.EnumerateArray().Select(text => text.GetString()!).ToValueList()
            : [];
    }
}
