namespace PgClone.Postgres.Connect;

/// <summary>The environment variables that stand in for missing parameters (libpq-envars in the manual).</summary>
internal static class ConnectionDefaults
{
    private static readonly (string Keyword, string Variable)[] Variables =
    [
        ("service", "PGSERVICE"), ("host", "PGHOST"), ("hostaddr", "PGHOSTADDR"), ("port", "PGPORT"), ("dbname", "PGDATABASE"),
        ("user", "PGUSER"),
        ("password", "PGPASSWORD"), ("passfile", "PGPASSFILE"), ("sslmode", "PGSSLMODE"), ("sslrootcert", "PGSSLROOTCERT"),
        ("sslcert", "PGSSLCERT"),
        ("sslkey", "PGSSLKEY"), ("sslnegotiation", "PGSSLNEGOTIATION"), ("channel_binding", "PGCHANNELBINDING"),
        ("require_auth", "PGREQUIREAUTH"),
        ("gssencmode", "PGGSSENCMODE"), ("krbsrvname", "PGKRBSRVNAME"), ("application_name", "PGAPPNAME"),
        ("connect_timeout", "PGCONNECT_TIMEOUT"), ("options", "PGOPTIONS"),
    ];

    public static ConnectionParameters FromEnvironment(ConnectionSurroundings surroundings)
    {
        var parameters = ConnectionParameters.Empty;
        foreach (var (keyword, variable) in Variables)
            if (surroundings.EnvironmentVariable(variable) is { Length: > 0 } value) parameters = parameters.With(keyword, value);
        return parameters;
    }
}
