using PgClone.Postgres.Catalog.OperatorFamily;
using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.OperatorClass;

/// <summary>Operator classes that users made.</summary>
public sealed class OperatorClassKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "operator class";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.OperatorClass;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.opcname AS name, pg_catalog.format(' USING %I', a.amname) AS method, c.opcdefault AS is_default,
               pg_catalog.format_type(c.opcintype, NULL) AS type, pg_catalog.format('%I.%I', fn.nspname, f.opfname) AS family,
               CASE WHEN c.opckeytype <> 0 THEN pg_catalog.format_type(c.opckeytype, NULL) END AS storage,
               {FamilyMember.Query("pg_opclass", "c.oid")} AS members, {Description.Of("pg_opclass", "c.oid")} AS comment
        FROM pg_catalog.pg_opclass c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
        JOIN pg_catalog.pg_am a ON a.oid = c.opcmethod
        JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
        JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
        WHERE c.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_opclass", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new OperatorClassObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")) { Arguments = row.Text("method") },
        Comment = row.OptionalText("comment"),
        IsDefault = row.Truth("is_default"),
        Type = row.Text("type"),
        Family = row.Text("family"),
        Storage = row.OptionalText("storage"),
        Members = row.Parts("members", FamilyMember.Read),
    };
}
