using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Schema;

/// <summary>Schemas.</summary>
public sealed class SchemaKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "schema";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Schema;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT n.oid, n.nspname AS name, {Description.Of("pg_namespace", "n.oid")} AS comment
        FROM pg_catalog.pg_namespace n
        -- "pg_" with the underscore: pgboss and pgq are schemas of users. public counts although initdb made it.
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_namespace", "n.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new SchemaObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
    };
}
