using PgClone.Postgres.Catalog.View;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.MaterializedView;

/// <summary>Materialized views.</summary>
public sealed class MaterializedViewKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "materialized view";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.relname AS name, pg_catalog.pg_get_viewdef(c.oid) AS body, c.relispopulated AS populated,
               NULLIF(am.amname, 'heap') AS access_method,
               {RelationOptions.WithToast} AS options, {RelationMarks.Select}, {Placement.Select("c.reltablespace")},
               {ViewColumns.Query} AS columns,
               {Description.Of("pg_class", "c.oid")} AS comment
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
        LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid AND c.reltoastrelid <> 0
        WHERE c.relkind = 'm' AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new MaterializedViewObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Body = row.Text("body").TrimEnd(';'),
        AccessMethod = row.OptionalText("access_method"),
        Options = row.Texts("options"),
        Columns = ViewColumns.Read(row),
        Marks = RelationMarks.Read(row),
        Place = Placement.Read(row),
        Populated = row.Truth("populated"),
    };
}
