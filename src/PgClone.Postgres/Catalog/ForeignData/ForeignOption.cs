using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>An option of a foreign-data wrapper, server, user mapping, foreign table or one of its columns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, which may be a password.</param>
public sealed record ForeignOption(string Name, Secret Value)
{
    /// <summary>
    /// The options whose values are shown, as the wrappers of PostgreSQL and the usual others call what is no secret. Every wrapper invents names
    /// of its own, so a value is hidden unless it stands here: keys, tokens and commands among them.
    /// </summary>
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "hostaddr", "port", "dbname", "database", "user", "username", "servername", "sslmode", "application_name", "connect_timeout",
        "schema_name", "table_name", "column_name", "schema", "table", "column", "filename", "format", "header", "delimiter", "quote", "escape",
        "null", "default", "encoding", "force_null", "force_not_null", "key", "primary_key",
        "use_remote_estimate", "fdw_startup_cost", "fdw_tuple_cost", "extensions", "fetch_size", "batch_size", "updatable", "truncatable",
        "async_capable", "parallel_commit", "parallel_abort", "analyze_sampling", "keep_connections", "password_required", "use_scram_passthrough",
    };

    /// <summary>True when no output may hold the value.</summary>
    public bool IsHidden => !Shown.Contains(Name);

    /// <summary>Name and value as SQL; a hidden value is the place that is called <paramref name="prefix"/> and name.</summary>
    internal string Sql(string prefix) =>
        $"{Identifier.Quote(Name)} {(IsHidden ? SecretPlace.Of(prefix + Name) : Literal.Quote(Value.Reveal()))}";
}
