using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.ForeignData;

/// <summary>Foreign-data wrappers that users made; most come with an extension.</summary>
public sealed class ForeignDataWrapperKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "foreign-data wrapper";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.ForeignDataWrapper;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT w.oid, w.fdwname AS name, {RoutineNames.Bare("w.fdwhandler")} AS handler, {RoutineNames.Bare("w.fdwvalidator")} AS validator,
               {ForeignOptions.Select("w.fdwoptions")}::pg_catalog.text AS options,
               {Description.Of("pg_foreign_data_wrapper", "w.oid")} AS comment
        FROM pg_catalog.pg_foreign_data_wrapper w
        WHERE {UserObjects.NotOfExtension("pg_foreign_data_wrapper", "w.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ForeignDataWrapperObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Handler = row.OptionalText("handler"),
        Validator = row.OptionalText("validator"),
        Options = row.Parts("options", ForeignOptions.Read),
    };
}
