namespace PgClone.Postgres.Sql;

/// <summary>The one place where text becomes an SQL literal. Sessions run with standard_conforming_strings = on.</summary>
public static class Literal
{
    /// <summary>The text as a string literal; <c>NULL</c> for no text.</summary>
    public static string Quote(string? text) =>
        text is null ? "NULL" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The bytes as a bytea literal in hex format.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes) => $"'\\x{Convert.ToHexStringLower(bytes)}'::pg_catalog.bytea";
}
