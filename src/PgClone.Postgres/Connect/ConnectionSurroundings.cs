namespace PgClone.Postgres.Connect;

/// <summary>What libpq would look at besides the connection string.</summary>
public sealed record ConnectionSurroundings
{
    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public required Func<string, string?> EnvironmentVariable { get; init; }

    /// <summary>Where <c>.pgpass</c> and <c>.pg_service.conf</c> are looked for.</summary>
    public required string HomeDirectory { get; init; }

    /// <summary>The user of the operating system, who is the default database user.</summary>
    public required string UserName { get; init; }

    /// <summary>The surroundings of this process.</summary>
    public static ConnectionSurroundings OfProcess() => new()
    {
        EnvironmentVariable = Environment.GetEnvironmentVariable,
        HomeDirectory = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        UserName = Environment.UserName,
    };
}
