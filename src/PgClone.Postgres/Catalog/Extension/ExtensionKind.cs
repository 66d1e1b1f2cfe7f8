using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Extension;

/// <summary>Extensions, but plpgsql, which every database is made with.</summary>
public sealed class ExtensionKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "extension";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Extension;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT e.oid, e.extname AS name, n.nspname AS member_schema, e.extrelocatable AS is_relocatable,
               EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = d.objid
                       WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                         AND d.refobjid = e.oid AND d.deptype = 'e' AND c.relkind IN ('r', 'p')) AS has_tables,
               -- CREATE EXTENSION sets the comment of the control file, which differs between versions: only another one is the user's.
               NULLIF({Description.Of("pg_extension", "e.oid")},
                      (SELECT a.comment FROM pg_catalog.pg_available_extensions a WHERE a.name = e.extname)) AS comment
        FROM pg_catalog.pg_extension e
        JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname <> 'plpgsql'
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ExtensionObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        MemberSchema = row.Text("member_schema"),
        IsRelocatable = row.Truth("is_relocatable"),
        HasTables = row.Truth("has_tables"),
    };
}
