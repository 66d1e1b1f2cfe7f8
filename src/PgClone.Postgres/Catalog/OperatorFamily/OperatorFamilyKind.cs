using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.OperatorFamily;

/// <summary>Operator families that users made, with the members that belong to no class.</summary>
public sealed class OperatorFamilyKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "operator family";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.OperatorFamily;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT f.oid, n.nspname AS schema, f.opfname AS name, pg_catalog.format(' USING %I', a.amname) AS method,
               {FamilyMember.Query("pg_opfamily", "f.oid")} AS members, {Description.Of("pg_opfamily", "f.oid")} AS comment
        FROM pg_catalog.pg_opfamily f
        JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
        JOIN pg_catalog.pg_am a ON a.oid = f.opfmethod
        WHERE f.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_opfamily", "f.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new OperatorFamilyObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")) { Arguments = row.Text("method") },
        Comment = row.OptionalText("comment"),
        Members = row.Parts("members", FamilyMember.Read),
    };
}
