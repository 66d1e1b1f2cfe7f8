using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>User mappings of foreign servers.</summary>
public sealed class UserMappingKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "user mapping";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.UserMapping;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT m.umid AS oid, m.srvname AS server,
               CASE WHEN m.umuser = 0 THEN '{UserMappingObject.Everybody}' ELSE pg_catalog.pg_get_userbyid(m.umuser) END::pg_catalog.text AS role,
               -- The view shows no options both where there are none and where they are not for this role: its own condition tells which.
               -- (src/backend/catalog/system_views.sql)
               (m.umuser <> 0 AND m.usename = CURRENT_USER AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE') OR pg_catalog.has_server_privilege(s.oid, 'USAGE')))
                 OR (m.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE'))
                 OR (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER) AS is_readable,
               {ForeignOptions.Select("m.umoptions")}::pg_catalog.text AS options
        FROM pg_catalog.pg_user_mappings m
        JOIN pg_catalog.pg_foreign_server s ON s.oid = m.srvid
        WHERE {UserObjects.NotOfExtension("pg_foreign_server", "s.oid")} AND {UserObjects.NotOfExtension("pg_user_mapping", "m.umid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => UserMappingObject.Of(
        row.Text("server"), row.Text("role"), row.Truth("is_readable") ? row.Parts("options", ForeignOptions.Read) : null);
}
