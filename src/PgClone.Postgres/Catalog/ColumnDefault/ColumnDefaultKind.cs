using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.ColumnDefault;

/// <summary>Column defaults of tables and views.</summary>
public sealed class ColumnDefaultKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "default";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.ColumnDefault;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT def.oid, n.nspname AS schema, c.relname AS relation, a.attname AS column_name,
               {RelationKinds.Word("c.relkind")} AS relation_kind,
               pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS expression
        FROM pg_catalog.pg_attrdef def
        JOIN pg_catalog.pg_attribute a ON a.attrelid = def.adrelid AND a.attnum = def.adnum
        JOIN pg_catalog.pg_class c ON c.oid = def.adrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attgenerated = '' AND c.relkind IN ('r', 'p', 'v', 'f') AND c.relpersistence <> 't'
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ColumnDefaultObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("relation")) { Member = row.Text("column_name") },
        RelationKind = row.Text("relation_kind"),
        Expression = row.Text("expression"),
    };
}
