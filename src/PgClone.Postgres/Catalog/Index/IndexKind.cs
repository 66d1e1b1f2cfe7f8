using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Index;

/// <summary>Indexes of tables and materialized views, those behind constraints left out.</summary>
public sealed class IndexKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "index";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT i.indexrelid AS oid, n.nspname AS schema, c.relname AS relation, x.relname AS name,
               {RelationKinds.Word("c.relkind")} AS relation_kind, i.indisunique AS is_unique,
               pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
               {IndexSettings.Select("i")},
               pg_catalog.obj_description(i.indexrelid, 'pg_class') AS comment
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't'
          -- What a failed CREATE INDEX CONCURRENTLY left behind is no index; a partitioned one is invalid until all are attached.
          AND (i.indisvalid OR x.relkind = 'I')
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new IndexObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("relation")) { Member = row.Text("name") },
        Comment = row.OptionalText("comment"),
        Definition = row.Text("definition"),
        IsUnique = row.Truth("is_unique"),
        RelationKind = row.Text("relation_kind"),
        Settings = IndexSettings.Read(row),
    };
}
