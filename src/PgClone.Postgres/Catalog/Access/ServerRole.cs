using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>A role, as a row of <see cref="AccessQueries.Roles"/> tells of it.</summary>
internal sealed record ServerRole(string Name, bool IsCurrent, bool IsSuperuser, bool IsBootstrap)
{
    /// <summary>What ALTER ROLE … SET says for all databases, as name=value.</summary>
    public ValueList<string> Settings { get; init; } = [];

    /// <summary>True for a superuser, and with BYPASSRLS.</summary>
    public required bool PassesRowSecurity { get; init; }

    /// <summary>True where our sessions may SET ROLE to it, and so give it what they make.</summary>
    public required bool MayBeSet { get; init; }

    /// <summary>One row.</summary>
    public static ServerRole Read(CatalogRow row) => new(row.Text("name"), row.Truth("is_current"), row.Truth("is_superuser"), row.Truth("is_bootstrap"))
    {
        Settings = row.Texts("settings"), PassesRowSecurity = row.Truth("passes_row_security"), MayBeSet = row.Truth("may_be_set"),
    };
}
