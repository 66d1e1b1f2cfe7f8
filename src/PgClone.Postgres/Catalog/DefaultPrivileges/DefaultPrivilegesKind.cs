using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.DefaultPrivileges;

/// <summary>What ALTER DEFAULT PRIVILEGES has set, for a role and a kind of object, everywhere or in one schema.</summary>
public sealed class DefaultPrivilegesKind : CatalogKind
{
    /// <summary>The word for it.</summary>
    public const string Word = "default privileges";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.DefaultPrivileges;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => """
        SELECT d.oid, n.nspname AS schema, pg_catalog.pg_get_userbyid(d.defaclrole)::pg_catalog.text AS role,
               CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS'
                    ELSE 'LARGE OBJECTS' END AS objects
        FROM pg_catalog.pg_default_acl d
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
        WHERE n.nspname IS NULL OR n.nspname <> 'pgclone'
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) =>
        DefaultPrivilegesObject.Of(row.Text("role"), row.Text("objects"), row.OptionalText("schema"));
}
