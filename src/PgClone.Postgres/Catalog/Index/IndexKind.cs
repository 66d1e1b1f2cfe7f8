using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Index;

/// <summary>Indexes of tables and materialized views, those behind constraints left out.</summary>
public sealed class IndexKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => IndexObject.Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Relation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT i.indexrelid AS oid, n.nspname AS schema, c.relname AS relation, x.relname AS name,
               {RelationKinds.Word("c.relkind")} AS relation_kind, i.indisunique AS is_unique,
               d.definition, COALESCE(NULLIF(pg_catalog.replace(d.definition, d.options_clause, ''), ''), d.definition) AS frame,
               {IndexSettings.Select("i")},
               {UniqueTerms.Select("i")},
               {Description.Of("pg_class", "i.indexrelid")} AS comment
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (
            SELECT pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
                   -- As flatten_reloptions prints it (src/backend/utils/adt/ruleutils.c).
                   (SELECT ' WITH (' || pg_catalog.string_agg(pg_catalog.quote_ident(o.name) || '='
                             || CASE WHEN pg_catalog.quote_ident(o.value) = o.value THEN o.value ELSE pg_catalog.quote_literal(o.value) END, ', ' ORDER BY o.place) || ')'
                    FROM (SELECT pg_catalog.split_part(r, '=', 1) AS name, pg_catalog.substr(r, pg_catalog.strpos(r, '=') + 1) AS value, place
                          FROM pg_catalog.unnest(x.reloptions) WITH ORDINALITY AS u(r, place)) o) AS options_clause
            -- Flattened into what reads it, the definition would be printed three times.
            OFFSET 0) d
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
        Frame = row.Text("frame"),
        IsUnique = row.Truth("is_unique"),
        Unique = UniqueTerms.Read(row),
        RelationKind = row.Text("relation_kind"),
        Settings = IndexSettings.Read(row),
    };
}
