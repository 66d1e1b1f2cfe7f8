using Npgsql;

namespace PgClone.TestKit;

/// <summary>A server that runs for the tests of this process; tests own databases on it, never the server.</summary>
public sealed record TestServer
{
    /// <summary>The major version, such as 18.</summary>
    public required int Major { get; init; }

    /// <summary>How Npgsql reaches some database of it as a superuser.</summary>
    public required string Parameters { get; init; }

    /// <summary>How Npgsql reaches a database of it as a superuser. Not pooled, so that no connection stays on a database.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(Parameters) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>The same as a URI, as libpq's programs and clone plans take it.</summary>
    public string Uri(string database)
    {
        var to = new NpgsqlConnectionStringBuilder(Parameters);
        var password = to.Password is null ? "" : $":{System.Uri.EscapeDataString(to.Password)}";
        return $"postgresql://{to.Username}{password}@{to.Host}:{to.Port}/{System.Uri.EscapeDataString(database)}";
    }
}
