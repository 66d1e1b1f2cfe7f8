using System.Text.Json;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Publication;

/// <summary>Publications.</summary>
public sealed class PublicationKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "publication";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Publication;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT p.oid, p.pubname AS name, p.puballtables AS all_tables, p.pubviaroot AS via_root,
               pg_catalog.concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                                          CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS operations,
               {(version.HasPublishedGeneratedColumns ? "p.pubgencols = 's'" : "false")} AS generated_columns,
               (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('schema', n.nspname, 'name', c.relname, {Restrictions(version)})
                                           ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C")
                FROM pg_catalog.pg_publication_rel r
                JOIN pg_catalog.pg_class c ON c.oid = r.prrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE r.prpubid = p.oid)::pg_catalog.text AS tables,
               {(version.HasPublishedSchemas ? """
                   ARRAY(SELECT n.nspname::pg_catalog.text FROM pg_catalog.pg_publication_namespace s
                         JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid ORDER BY n.nspname COLLATE "C")
                   """ : "NULL::pg_catalog.text[]")} AS schemas,
               {Description.Of("pg_publication", "p.oid")} AS comment
        FROM pg_catalog.pg_publication p
        WHERE {UserObjects.NotOfExtension("pg_publication", "p.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new PublicationObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        AllTables = row.Truth("all_tables"),
        Operations = row.Text("operations"),
        ViaRoot = row.Truth("via_root"),
        GeneratedColumns = row.Truth("generated_columns"),
        Tables = row.Parts("tables", (JsonElement part) => new PublishedTable(new(part.Text("schema")!, part.Text("name")!), part.Texts("columns"), part.Text("filter"))),
        Schemas = row.Texts("schemas"),
    };

    private static string Restrictions(ServerVersion version) => version.HasPublishedSchemas
        ? """
          'columns', (SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                      WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::pg_catalog.int2[])),
          'filter', pg_catalog.pg_get_expr(r.prqual, r.prrelid)
          """
        : "'columns', NULL, 'filter', NULL";
}
