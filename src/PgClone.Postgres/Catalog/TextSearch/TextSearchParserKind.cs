using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>Text search parsers that users made.</summary>
public sealed class TextSearchParserKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "text search parser";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.TextSearchParser;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT p.oid, n.nspname AS schema, p.prsname AS name,
               ARRAY_REMOVE(ARRAY[
                 {RoutineNames.Option("START", "p.prsstart")}, {RoutineNames.Option("GETTOKEN", "p.prstoken")}, {RoutineNames.Option("END", "p.prsend")},
                 {RoutineNames.Option("HEADLINE", "p.prsheadline")}, {RoutineNames.Option("LEXTYPES", "p.prslextype")}], NULL) AS options,
               {Description.Of("pg_ts_parser", "p.oid")} AS comment
        FROM pg_catalog.pg_ts_parser p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
        WHERE p.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_ts_parser", "p.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new TextSearchRoutinesObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Options = row.Texts("options"),
    };
}
