using System.Text.Json;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.DatabaseSettings;

/// <summary>What a database has of its own; one object, and none for a database that is as CREATE DATABASE makes it.</summary>
public sealed class DatabaseSettingsKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "database";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Database;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => """
        SELECT d.oid, d.datname::pg_catalog.text AS name, d.datconnlimit::pg_catalog.int8 AS connection_limit, d.datistemplate AS is_template, s.setconfig AS settings,
               (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('role', r.rolname, 'settings', o.setconfig) ORDER BY r.rolname COLLATE "C")
                FROM pg_catalog.pg_db_role_setting o JOIN pg_catalog.pg_roles r ON r.oid = o.setrole
                WHERE o.setdatabase = d.oid)::pg_catalog.text AS role_settings,
               pg_catalog.shobj_description(d.oid, 'pg_database') AS comment
        FROM pg_catalog.pg_database d
        LEFT JOIN pg_catalog.pg_db_role_setting s ON s.setdatabase = d.oid AND s.setrole = 0
        WHERE d.datname = pg_catalog.current_database()
          -- 10 is the superuser that initdb made: whoever else owns a database owns it as an object is owned.
          AND (d.datconnlimit <> -1 OR d.datistemplate OR d.datdba <> 10
               OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting o WHERE o.setdatabase = d.oid)
               OR pg_catalog.shobj_description(d.oid, 'pg_database') IS NOT NULL
               OR EXISTS (SELECT FROM pg_catalog.pg_shseclabel l WHERE l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass AND l.objoid = d.oid)
               OR NOT (d.datacl @> pg_catalog.acldefault('d', d.datdba) AND d.datacl <@ pg_catalog.acldefault('d', d.datdba)))
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new DatabaseSettingsObject
    {
        Identity = new(Name, null, "settings"),
        Comment = row.OptionalText("comment"),
        Database = row.Text("name"),
        ConnectionLimit = row.Number("connection_limit"),
        IsTemplate = row.Truth("is_template"),
        Settings = row.Texts("settings"),
        Roles = row.Parts("role_settings", part => new DatabaseRoleSettings(part.Text("role")!, Texts(part.GetProperty("settings")))),
    };

    private static ValueList<string> Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!).ToValueList();
}
