namespace PgClone.Postgres.Catalog.Access;

/// <summary>The roles of a server, which its databases share.</summary>
public sealed record ServerRoles
{
    /// <summary>Their names.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>The role of our sessions, which owns what they make.</summary>
    public required string Current { get; init; }

    /// <summary>True when that is a superuser.</summary>
    public required bool IsSuperuser { get; init; }

    /// <summary>The superuser that initdb made.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>The roles that rows of <see cref="AccessQueries.Roles"/> tell of.</summary>
    internal static ServerRoles Of(IReadOnlyCollection<ServerRole> rows)
    {
        var current = rows.Single(row => row.IsCurrent);
        return new()
        {
            Names = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal),
            Current = current.Name,
            IsSuperuser = current.IsSuperuser,
            Bootstrap = rows.Single(row => row.IsBootstrap).Name,
        };
    }
}
