using System.Collections.Frozen;

namespace PgClone.Postgres.Connect;

/// <summary>The keywords of libpq (PQconninfoOptions in src/interfaces/libpq/fe-connect.c), by what becomes of them here.</summary>
internal static class LibpqKeywords
{
    /// <summary>Keywords that <see cref="ConnectionSettings"/> gives to Npgsql, or that lead to others.</summary>
    public static FrozenSet<string> Used { get; } = Set("""
        service host hostaddr port dbname user password passfile sslmode sslrootcert sslcert sslkey sslpassword sslnegotiation
        channel_binding gssencmode require_auth krbsrvname application_name fallback_application_name connect_timeout options
        keepalives_idle keepalives_interval
        """);

    /// <summary>Keywords that change nothing a clone depends on, or that we set ourselves.</summary>
    public static FrozenSet<string> Ignored { get; } = Set("""
        client_encoding keepalives keepalives_count tcp_user_timeout sslcompression sslsni
        target_session_attrs load_balance_hosts gsslib gssdelegation min_protocol_version max_protocol_version sslkeylogfile
        """);

    /// <summary>Keywords that promise protection we could not give; refused, never ignored.</summary>
    public static FrozenSet<string> Refused { get; } = Set("""
        requirepeer sslcrl sslcrldir sslcertmode ssl_min_protocol_version ssl_max_protocol_version replication servicefile
        scram_client_key scram_server_key oauth_issuer oauth_client_id oauth_client_secret oauth_scope
        """);

    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = Used.Concat(Ignored).Concat(Refused).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
