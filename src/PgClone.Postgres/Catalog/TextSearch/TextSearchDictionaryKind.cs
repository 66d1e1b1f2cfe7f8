using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>Text search dictionaries that users made.</summary>
public sealed class TextSearchDictionaryKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "text search dictionary";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.TextSearchDictionary;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT d.oid, n.nspname AS schema, d.dictname AS name, pg_catalog.format('%I.%I', tn.nspname, t.tmplname) AS template,
               d.dictinitoption AS options, {Description.Of("pg_ts_dict", "d.oid")} AS comment
        FROM pg_catalog.pg_ts_dict d
        JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
        JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
        JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
        WHERE d.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_ts_dict", "d.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new TextSearchDictionaryObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Template = row.Text("template"),
        Options = row.OptionalText("options") ?? "",
    };
}
