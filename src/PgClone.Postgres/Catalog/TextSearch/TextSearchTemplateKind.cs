using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>Text search templates that users made.</summary>
public sealed class TextSearchTemplateKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "text search template";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.TextSearchTemplate;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, t.tmplname AS name,
               ARRAY_REMOVE(ARRAY[{RoutineNames.Option("INIT", "t.tmplinit")}, {RoutineNames.Option("LEXIZE", "t.tmpllexize")}], NULL) AS options,
               {Description.Of("pg_ts_template", "t.oid")} AS comment
        FROM pg_catalog.pg_ts_template t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
        WHERE t.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_ts_template", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new TextSearchRoutinesObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Options = row.Texts("options"),
    };
}
