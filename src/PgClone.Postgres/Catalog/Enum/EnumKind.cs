using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Enum;

/// <summary>Enum types.</summary>
public sealed class EnumKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "enum";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Type;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, t.typname AS name,
               ARRAY(SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
               {Description.Of("pg_type", "t.oid")} AS comment
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'e' AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_type", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new EnumObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Labels = row.Texts("labels"),
    };
}
