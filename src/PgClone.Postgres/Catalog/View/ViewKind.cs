using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.View;

/// <summary>Views.</summary>
public sealed class ViewKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "view";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.relname AS name, pg_catalog.pg_get_viewdef(c.oid) AS body,
               c.reloptions AS options,
               {ViewColumns.Query} AS columns,
               {Description.Of("pg_class", "c.oid")} AS comment
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'v' AND c.relpersistence <> 't' AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ViewObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Body = row.Text("body").TrimEnd(';'),
        Options = row.Texts("options"),
        Columns = ViewColumns.Read(row),
    };
}
