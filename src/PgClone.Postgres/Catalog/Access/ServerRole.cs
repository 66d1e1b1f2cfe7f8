namespace PgClone.Postgres.Catalog.Access;

/// <summary>A role, as a row of <see cref="AccessQueries.Roles"/> tells of it.</summary>
internal sealed record ServerRole(string Name, bool IsCurrent, bool IsSuperuser, bool IsBootstrap)
{
    /// <summary>One row.</summary>
    public static ServerRole Read(CatalogRow row) => new(row.Text("name"), row.Truth("is_current"), row.Truth("is_superuser"), row.Truth("is_bootstrap"));
}
