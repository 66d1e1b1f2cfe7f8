using PgClone.Postgres.Catalog.Index;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Constraint;

/// <summary>Constraints of tables. Those of domains belong to the domain, valid NOT NULLs to their column.</summary>
public sealed class ConstraintKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "constraint";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Constraint;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT k.oid, n.nspname AS schema, c.relname AS relation, k.conname AS name, k.contype::pg_catalog.text AS type,
               pg_catalog.pg_get_constraintdef(k.oid) AS definition, k.convalidated AS is_valid, k.conislocal AS is_local,
               k.contype = 'f' AND k.conparentid <> 0 AS comes_from_above, c.relkind = 'p' AS is_on_partitioned,
               {RelationKinds.Word("c.relkind")} AS relation_kind,
               ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u(num, place)
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.place) AS columns,
               ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u(num, place)
                     JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.place) AS referenced_columns,
               -- Looked up one by one: joined, all operators would be read for each key.
               ARRAY(SELECT (SELECT pg_catalog.format('OPERATOR(%I.%s)', opn.nspname, o.oprname)
                             FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace WHERE o.oid = u.op)
                     FROM pg_catalog.unnest(k.conpfeqop) WITH ORDINALITY AS u(op, place) ORDER BY u.place) AS equality_operators,
               fn.nspname AS referenced_schema, f.relname AS referenced_name, i.indexrelid IS NOT NULL AS has_index,
               {IndexSettings.Select("i")},
               {Description.Of("pg_class", "i.indexrelid")} AS index_comment, {Description.Of("pg_constraint", "k.oid")} AS comment
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid AND k.contype = 'f'
        LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
        WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_class", "c.oid")}
          AND (k.contype IN ('p', 'u', 'x')
               -- The rows of a foreign key on the partitions come with the one on the partitioned table; those of the table itself say what partitions refer to it.
               OR (k.contype = 'f' AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint above WHERE above.oid = k.conparentid AND above.conrelid = k.conrelid))
               -- A check that comes from a parent comes with the parent; a partition is made alone and needs it before it is attached.
               OR (k.contype = 'c' AND (k.conislocal OR c.relispartition))
               OR (k.contype = 'n' AND NOT k.convalidated AND k.conislocal))
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ConstraintObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("relation")) { Member = row.Text("name") },
        Comment = row.OptionalText("comment"),
        RelationKind = row.Text("relation_kind"),
        Type = row.Text("type") switch
        {
            "c" => ConstraintType.Check,
            "p" => ConstraintType.PrimaryKey,
            "u" => ConstraintType.Unique,
            "x" => ConstraintType.Exclusion,
            "f" => ConstraintType.ForeignKey,
            _ => ConstraintType.NotNull,
        },
        Definition = row.Text("definition"),
        IsValid = row.Truth("is_valid"),
        IsOnPartitioned = row.Truth("is_on_partitioned"),
        IsLocal = row.Truth("is_local"),
        ComesFromAbove = row.Truth("comes_from_above"),
        Columns = row.Texts("columns"),
        References = row.OptionalText("referenced_name") is { } name ? new(row.Text("referenced_schema"), name) : null,
        IndexComment = row.OptionalText("index_comment"),
        ReferencedColumns = row.Texts("referenced_columns"),
        EqualityOperators = row.Texts("equality_operators"),
        Index = row.Truth("has_index") ? IndexSettings.Read(row) : null,
    };
}
