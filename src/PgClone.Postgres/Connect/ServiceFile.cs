namespace PgClone.Postgres.Connect;

/// <summary>libpq's connection service file (https://www.postgresql.org/docs/current/libpq-pgservice.html).</summary>
public static class ServiceFile
{
    /// <summary>The files that are looked at, in this order: the user's own, then the system's.</summary>
    public static IEnumerable<string> Paths(ConnectionSurroundings surroundings)
    {
        yield return surroundings.EnvironmentVariable("PGSERVICEFILE") is { Length: > 0 } file
            ? file : Path.Combine(surroundings.HomeDirectory, ".pg_service.conf");
        if (surroundings.EnvironmentVariable("PGSYSCONFDIR") is { Length: > 0 } directory)
            yield return Path.Combine(directory, "pg_service.conf");
    }

    /// <summary>The parameters of a service in the text of a service file; null when it has no such section.</summary>
    internal static ConnectionParameters? Find(string text, string service)
    {
        ConnectionParameters? parameters = null;
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line.StartsWith('['))
            {
                // Only the first section of a name counts.
                if (parameters is not null) return parameters;
                if (line == $"[{service}]") parameters = ConnectionParameters.Empty;
            }
            else if (parameters is not null)
            {
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0)
                    throw new BadConnectionStringException(new($"a line of service '{service}' has no '='",
                        "write keyword=value in the service file"));
                parameters = LibpqConnectionString.Set(parameters, line[..equals].Trim(), line[(equals + 1)..].Trim());
            }
        }

        return parameters;
    }
}
