using System.Text;
using PgClone.Postgres.Sql;

namespace PgClone.Masks;

/// <summary>
/// HMAC-SHA256 (RFC 2104) in SQL, without an extension: the two padded keys are settings of the session, sent in its startup packet, so that no
/// SQL text ever holds a key. What is linked is part of the message, which keeps domains apart as keys of their own would.
/// </summary>
public static class Pseudonym
{
    /// <summary>The setting of the session that holds the inner padded key, in hex.</summary>
    public const string InnerSetting = "pgclone.mask_inner";

    /// <summary>The setting of the session that holds the outer padded key, in hex.</summary>
    public const string OuterSetting = "pgclone.mask_outer";

    /// <summary>An expression of type bytea: the HMAC of a text under a domain; NULL for NULL.</summary>
    public static string Sql(string domain, string text)
    {
        // A zero byte ends the domain: no domain is the beginning of another.
        var message = $"{Literal.Bytes([.. Encoding.UTF8.GetBytes(domain), 0])} || pg_catalog.convert_to({text}, 'UTF8')";
        return $"pg_catalog.sha256({Key(OuterSetting)} || pg_catalog.sha256({Key(InnerSetting)} || {message}))";
    }

    // In a subquery it is read once per statement, not per row.
    private static string Key(string setting) => $"(SELECT pg_catalog.decode(pg_catalog.current_setting('{setting}'), 'hex'))";
}
