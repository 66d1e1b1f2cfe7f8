using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>Foreign servers.</summary>
public sealed class ForeignServerKind : CatalogKind
{
    /// <summary>The word for it, as the server itself calls it.</summary>
    public const string Word = "server";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.ForeignServer;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT s.oid, s.srvname AS name, w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS server_version,
               {ForeignOptions.Select("s.srvoptions")}::pg_catalog.text AS options,
               {Description.Of("pg_foreign_server", "s.oid")} AS comment
        FROM pg_catalog.pg_foreign_server s
        JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
        WHERE {UserObjects.NotOfExtension("pg_foreign_server", "s.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ForeignServerObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Wrapper = row.Text("wrapper"),
        Type = row.OptionalText("type"),
        Version = row.OptionalText("server_version"),
        Options = row.Parts("options", ForeignOptions.Read),
    };
}
