using Npgsql;

namespace PgClone.Postgres.Connect;

/// <summary>Everything needed to connect. The builder may hold a password; this prints without it.</summary>
public sealed record ResolvedConnection
{
    /// <summary>The parameters for Npgsql.</summary>
    public required NpgsqlConnectionStringBuilder Builder { get; init; }

    /// <summary>The server for people: <c>prod@db.example:5432/app</c>.</summary>
    public string Display => $"{Builder.Username}@{Builder.Host}:{Builder.Port}/{Builder.Database}";

    /// <inheritdoc/>
    public override string ToString() => Display;
}
