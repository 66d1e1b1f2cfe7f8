using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Domain;

/// <summary>Domains with their constraints.</summary>
public sealed class DomainKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "domain";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Type;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, t.typname AS name, pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base_type,
               CASE WHEN t.typcollation <> b.typcollation AND t.typcollation <> 0 THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END AS collation,
               COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 0), CASE WHEN t.typdefault IS NOT NULL THEN pg_catalog.quote_literal(t.typdefault) END) AS default_expression,
               t.typnotnull AS not_null, {(version.HasCataloguedDomainNotNull
                   ? $"nn.conname::pg_catalog.text AS not_null_constraint, {Description.Of("pg_constraint", "nn.oid")}"
                   : "NULL::pg_catalog.text AS not_null_constraint, NULL::pg_catalog.text")} AS not_null_comment,
               (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                         'name', k.conname, 'definition', pg_catalog.pg_get_constraintdef(k.oid),
                         'comment', {Description.Of("pg_constraint", "k.oid")}) ORDER BY k.conname)
                FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')::pg_catalog.text AS constraints,
               {Holder} AS held_inside, {Description.Of("pg_type", "t.oid")} AS comment
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
        LEFT JOIN pg_catalog.pg_constraint nn ON nn.contypid = t.oid AND nn.contype = 'n'
        LEFT JOIN pg_catalog.pg_collation co ON co.oid = t.typcollation
        LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
        WHERE t.typtype = 'd' AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_type", "t.oid")}
        """;

    // What find_composite_type_dependencies (src/backend/commands/tablecmds.c) looks for when get_rels_with_domain asks it.
    private const string Holder = """
        (WITH RECURSIVE holders AS (
           SELECT t.oid AS type, true AS is_domain
           UNION
           SELECT above.type, above.is_domain FROM holders h CROSS JOIN LATERAL (
             SELECT d.objid AS type, h.is_domain AND x.typtype = 'd' AS is_domain FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_type x ON x.oid = d.objid
             WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = h.type AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
             UNION ALL
             -- The rows of whatever has a column of it.
             SELECT r.reltype, false FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class r ON r.oid = d.objid
             WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = h.type AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
               AND d.objsubid > 0 AND r.reltype <> 0) above)
         SELECT pg_catalog.min(r.relname || '.' || a.attname)
         FROM holders h
         JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = h.type AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
         JOIN pg_catalog.pg_class r ON r.oid = d.objid AND r.relkind IN ('r', 'p', 'm', 'i', 'I')
         JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.atttypid = h.type AND NOT a.attisdropped
         WHERE NOT h.is_domain)
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new DomainObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        BaseType = row.Text("base_type"),
        Collation = row.OptionalText("collation"),
        Default = row.OptionalText("default_expression"),
        NotNull = row.Truth("not_null"),
        NotNullName = row.OptionalText("not_null_constraint") is { } name && name != DomainObject.UsualNotNullName(row.Text("name")) ? name : null,
        NotNullComment = row.OptionalText("not_null_comment"),
        HeldInside = row.OptionalText("held_inside"),
        Constraints = row.Parts("constraints", part => new DomainConstraint(part.Text("name")!, part.Text("definition")!, part.Text("comment"))),
    };
}
