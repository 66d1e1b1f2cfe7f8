namespace PgClone.Postgres.Catalog.Access;

/// <summary>The roles of a server, which its databases share.</summary>
public sealed record ServerRoles
{
    /// <summary>Their names.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>The role of our sessions, which owns what they make.</summary>
    public required string Current { get; init; }

    /// <summary>The superuser that initdb made.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>The roles that rows of <see cref="AccessQueries.Roles"/> tell of.</summary>
    internal static ServerRoles Of(IReadOnlyCollection<(string Name, bool IsCurrent, bool IsBootstrap)> rows) => new()
    {
        Names = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal),
        Current = rows.Single(row => row.IsCurrent).Name,
        Bootstrap = rows.Single(row => row.IsBootstrap).Name,
    };

    /// <summary>One row of them.</summary>
    internal static (string Name, bool IsCurrent, bool IsBootstrap) Read(CatalogRow row) => (row.Text("name"), row.Truth("is_current"), row.Truth("is_bootstrap"));
}
