using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Range;

/// <summary>Range types. A canonical function is written in C, needs a shell type first, and is not supported yet.</summary>
public sealed class RangeKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "range";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Type;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, t.typname AS name,
               ARRAY_REMOVE(ARRAY[
                 'subtype = ' || pg_catalog.format_type(r.rngsubtype, NULL),
                 CASE WHEN NOT oc.opcdefault THEN 'subtype_opclass = ' || pg_catalog.format('%I.%I', ocn.nspname, oc.opcname) END,
                 CASE WHEN r.rngcollation <> st.typcollation THEN 'collation = ' || pg_catalog.format('%I.%I', cn.nspname, co.collname) END,
                 CASE WHEN r.rngsubdiff <> 0 THEN 'subtype_diff = ' || pg_catalog.format('%I.%I', dn.nspname, dp.proname) END,
                 'multirange_type_name = ' || pg_catalog.format('%I.%I', mn.nspname, mt.typname)], NULL) AS options,
               pg_catalog.obj_description(t.oid, 'pg_type') AS comment
        FROM pg_catalog.pg_range r
        JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        JOIN pg_catalog.pg_type st ON st.oid = r.rngsubtype
        JOIN pg_catalog.pg_opclass oc ON oc.oid = r.rngsubopc
        JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
        JOIN pg_catalog.pg_type mt ON mt.oid = r.rngmultitypid
        JOIN pg_catalog.pg_namespace mn ON mn.oid = mt.typnamespace
        LEFT JOIN pg_catalog.pg_collation co ON co.oid = r.rngcollation
        LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
        LEFT JOIN pg_catalog.pg_proc dp ON dp.oid = r.rngsubdiff::pg_catalog.oid AND r.rngsubdiff::pg_catalog.oid <> 0
        LEFT JOIN pg_catalog.pg_namespace dn ON dn.oid = dp.pronamespace
        WHERE r.rngcanonical::pg_catalog.oid = 0
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_type", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new RangeObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Options = row.Texts("options"),
    };
}
