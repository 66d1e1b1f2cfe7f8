using System.Security.Cryptography;
using System.Text;
using PgClone.Postgres.Catalog;

namespace PgClone.State;

/// <summary>Short names for long texts: equal texts, equal fingerprints.</summary>
public static class Fingerprint
{
    /// <summary>SHA-256 of a text, the first 128 bits in hex.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>The fingerprint of an object's definition.</summary>
    public static string Of(CatalogObject item) => Of(item.Script());
}
