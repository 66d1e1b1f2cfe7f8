using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Range;

/// <summary>Range types.</summary>
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
                 {RoutineNames.Option("canonical", "r.rngcanonical::pg_catalog.oid")},
                 {RoutineNames.Option("subtype_diff", "r.rngsubdiff::pg_catalog.oid")},
                 'multirange_type_name = ' || pg_catalog.format('%I.%I', mn.nspname, mt.typname)], NULL) AS options,
               {Description.Of("pg_type", "t.oid")} AS comment, r.rngcanonical::pg_catalog.oid <> 0 AS has_canonical,
               mn.nspname AS multirange_schema, mt.typname AS multirange_name
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
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_type", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new RangeObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Options = row.Texts("options"),
        HasCanonical = row.Truth("has_canonical"),
        Multirange = new(row.Text("multirange_schema"), row.Text("multirange_name")),
    };
}
