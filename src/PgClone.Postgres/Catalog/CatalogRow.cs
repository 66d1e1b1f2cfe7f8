using System.Text.Json;
using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>The current row of a catalog query, read by column alias.</summary>
public sealed class CatalogRow(NpgsqlDataReader reader)
{
    private readonly Dictionary<string, int> _ordinals =
        Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, StringComparer.Ordinal);

    /// <summary>A text that is never NULL.</summary>
    /// <exception cref="CatalogMovedException">It is: the object has gone meanwhile.</exception>
    public string Text(string alias) => Once(reader.GetString(Present(alias)));

    /// <summary>The text as it stands in memory already, if it does: names and types recur by the thousand, and most of them on both sides.</summary>
    internal static string Once(string text) => string.Intern(text);

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string alias) => IsNull(alias) ? null : Text(alias);

    /// <summary>A truth value.</summary>
    public bool Truth(string alias) => reader.GetBoolean(Present(alias));

    /// <summary>A truth value, or null.</summary>
    public bool? OptionalTruth(string alias) => IsNull(alias) ? null : Truth(alias);

    /// <summary>An int8.</summary>
    public long Number(string alias) => reader.GetInt64(Present(alias));

    /// <summary>An int8, or null.</summary>
    public long? OptionalNumber(string alias) => IsNull(alias) ? null : Number(alias);

    /// <summary>An oid.</summary>
    public uint Oid(string alias) => reader.GetFieldValue<uint>(_ordinals[alias]);

    /// <summary>A text[]; empty for NULL.</summary>
    public ValueList<string> Texts(string alias) => IsNull(alias) ? [] : new(reader.GetFieldValue<string[]>(_ordinals[alias]));

    /// <summary>
    /// A JSON array of objects, each turned into a value; empty for NULL. JSON lets one row per object carry its parts in order.
    /// </summary>
    public ValueList<T> Parts<T>(string alias, Func<JsonElement, T> read)
    {
        if (IsNull(alias)) return [];
        using var parts = JsonDocument.Parse(Text(alias));
        return parts.RootElement.EnumerateArray().Select(read).ToValueList();
    }

    private int Present(string alias) => IsNull(alias) ? throw new CatalogMovedException($"an object went while its {alias} was read") : _ordinals[alias];

    private bool IsNull(string alias) => reader.IsDBNull(_ordinals[alias]);
}
