using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.AccessMethod;

/// <summary>Access methods of tables and indexes that are not part of an extension.</summary>
public sealed class AccessMethodKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "access method";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.AccessMethod;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT a.oid, a.amname AS name, CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END AS type, {RoutineNames.Bare("a.amhandler")} AS handler,
               {Description.Of("pg_am", "a.oid")} AS comment
        FROM pg_catalog.pg_am a
        WHERE a.oid >= 16384 AND {UserObjects.NotOfExtension("pg_am", "a.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new AccessMethodObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Type = row.Text("type"),
        Handler = row.Text("handler"),
    };
}
