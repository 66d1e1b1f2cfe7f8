using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>The roles of a server, which its databases share.</summary>
public sealed record ServerRoles
{
    /// <summary>Their names.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>The role of our sessions, which owns what they make.</summary>
    public required string Current { get; init; }

    /// <summary>The names of those who are superusers.</summary>
    public required IReadOnlySet<string> Superusers { get; init; }

    /// <summary>True when our sessions are a superuser's.</summary>
    public bool IsSuperuser => Superusers.Contains(Current);

    /// <summary>True when no row security hides rows from our sessions, whoever owns the table: a superuser's, and with BYPASSRLS.</summary>
    public required bool PassesRowSecurity { get; init; }

    /// <summary>The roles that our sessions may give objects to: those to which they may SET ROLE.</summary>
    public required IReadOnlySet<string> PossibleOwners { get; init; }

    /// <summary>The superuser that initdb made.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>What ALTER ROLE … SET says for all databases, as name=value, of the roles that have such settings.</summary>
    public required IReadOnlyDictionary<string, ValueList<string>> Settings { get; init; }

    /// <summary>The roles that rows of <see cref="AccessQueries.Roles"/> tell of.</summary>
    internal static ServerRoles Of(IReadOnlyCollection<ServerRole> rows) => new()
    {
        Names = rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal),
        Current = rows.Single(row => row.IsCurrent).Name,
        Superusers = rows.Where(row => row.IsSuperuser).Select(row => row.Name).ToHashSet(StringComparer.Ordinal),
        PossibleOwners = rows.Where(row => row.MayBeSet).Select(row => row.Name).ToHashSet(StringComparer.Ordinal),
        Settings = rows.Where(row => row.Settings.Count > 0).ToDictionary(row => row.Name, row => row.Settings, StringComparer.Ordinal),
        PassesRowSecurity = rows.Single(row => row.IsCurrent).PassesRowSecurity,
        Bootstrap = rows.Single(row => row.IsBootstrap).Name,
    };
}
