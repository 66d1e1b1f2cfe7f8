using System.Security.Cryptography;
using System.Text;

namespace PgClone.Postgres.Sql;

/// <summary>
/// The one place where names become SQL. A name is quoted unless it is a plain lower-case word that is no keyword,
/// the rule of <c>quote_identifier</c> in src/backend/utils/adt/ruleutils.c.
/// </summary>
public static class Identifier
{
    // In bytes.
    private const int LongestName = 63;

    /// <summary>The name as SQL: <c>orders</c>, <c>"Weird ""col"</c>.</summary>
    public static string Quote(string name) =>
        IsPlain(name) && !Keywords.NeedQuotes(name) ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Several names as SQL, separated by a comma and a space.</summary>
    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    /// <summary>A name of our own that is the same for the same thing, and for no other: a prefix and so many hex digits of SHA-256, 64 at most.</summary>
    public static string Hashed(string prefix, string thing, int digits) =>
        prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(thing)))[..digits];

    /// <summary>As <see cref="Hashed"/>, but with the thing itself where a name can hold both (NAMEDATALEN in the manual).</summary>
    public static string Prefixed(string prefix, string thing) =>
        Encoding.UTF8.GetByteCount(prefix + thing) <= LongestName ? prefix + thing : Hashed(prefix, thing, 32);

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_');
}
