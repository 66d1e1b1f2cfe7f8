using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Cluster;

/// <summary>How a <see cref="LocalServer"/> is made.</summary>
public sealed record LocalServerOptions
{
    /// <summary>Connections the server allows, 1 to 262143. Default 100.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>More settings; they win over our own. Default none.</summary>
    public ValueList<ServerSetting> Settings { get; init; }

    /// <summary>
    /// Where the server's directory is made; it must exist, and the server's account must be able to write there.
    /// Default null: the directory for temporary files, or <c>/tmp</c> when we are root, whose own may be closed to others.
    /// </summary>
    public string? ParentDirectory { get; init; }

    /// <summary>How long a start may take before it counts as failed. Default one minute.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
