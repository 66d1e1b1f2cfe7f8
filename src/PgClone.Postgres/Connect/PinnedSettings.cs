using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Connect;

/// <summary>
/// The settings that both sides run under, whatever the role, database or server says: the text of definitions and values must not
/// depend on them. pg_dump pins much the same (setup_connection in src/bin/pg_dump/pg_dump.c).
/// </summary>
internal static class PinnedSettings
{
    private static readonly (string Name, string Value)[] Everywhere =
    [
        ("search_path", ""),
        ("client_encoding", "UTF8"),
        ("standard_conforming_strings", "on"),
        ("DateStyle", "ISO, YMD"),
        ("IntervalStyle", "postgres"),
        ("TimeZone", "UTC"),
        ("extra_float_digits", "3"),
        ("bytea_output", "hex"),
        ("xmloption", "content"),
        // Off, an element NULL of an array that comes as text would be a string of four letters.
        ("array_nulls", "on"),
        ("lc_monetary", "C"),
        ("quote_all_identifiers", "off"),
        ("client_min_messages", "warning"),
        ("jit", "off"),
        // A policy that would hide rows makes the read fail instead.
        ("row_security", "off"),
        ("statement_timeout", "0"),
        ("lock_timeout", "0"),
        ("idle_in_transaction_session_timeout", "0"),
        ("idle_session_timeout", "0"),
        // What a definition leaves out means the server's own default, not that of the session.
        ("default_tablespace", ""),
        ("default_table_access_method", "heap"),
        // Bodies may name what comes later.
        ("check_function_bodies", "off"),
    ];

    public static string Sql(ServerVersion version)
    {
        var settings = version.HasTransactionTimeout ? [.. Everywhere, ("transaction_timeout", "0")] : Everywhere;
        var calls = settings.Select(setting => $"pg_catalog.set_config({Literal.Quote(setting.Name)}, {Literal.Quote(setting.Value)}, false)");
        return $"SELECT {string.Join(", ", calls)}";
    }
}
