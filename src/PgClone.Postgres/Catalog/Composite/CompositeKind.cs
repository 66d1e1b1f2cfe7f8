using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Composite;

/// <summary>Composite types that stand alone.</summary>
public sealed class CompositeKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "type";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Type;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, t.typname AS name,
               (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                         'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                         'collation', CASE WHEN a.attcollation <> at.typcollation AND a.attcollation <> 0
                                           THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END,
                         'comment', {Description.OfColumn("c.oid", "a.attnum")}) ORDER BY a.attnum)
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_type at ON at.oid = a.atttypid
                LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
                LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::pg_catalog.text AS attributes,
               EXISTS (SELECT FROM pg_catalog.pg_depend d
                       WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid IN (t.oid, t.typarray) AND d.objid NOT IN (t.oid, t.typarray, c.oid)
                         AND d.classid IN ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_type'::pg_catalog.regclass)) AS stored,
               -- Tables of the type need it as a whole. What needs an attribute needs a column of the relation behind it.
               EXISTS (SELECT FROM pg_catalog.pg_depend d
                       WHERE d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = t.oid
                         AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0 AND d.objid <> c.oid)
               OR EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = c.oid AND d.refobjsubid > 0) AS bound,
               {Description.Of("pg_type", "t.oid")} AS comment
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_type", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new CompositeObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        IsStored = row.Truth("stored"),
        IsBound = row.Truth("bound"),
        Attributes = row.Parts("attributes", part => new CompositeField
        {
            Name = part.Text("name")!, Type = part.Text("type")!, Collation = part.Text("collation"), Comment = part.Text("comment"),
        }),
    };
}
