using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Language;

/// <summary>Procedural languages that are not part of an extension.</summary>
public sealed class LanguageKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "language";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Language;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT l.oid, l.lanname AS name, l.lanpltrusted AS is_trusted, {RoutineNames.Bare("l.lanplcallfoid")} AS handler,
               {RoutineNames.Bare("l.laninline")} AS inline_handler, {RoutineNames.Bare("l.lanvalidator")} AS validator,
               {Description.Of("pg_language", "l.oid")} AS comment
        FROM pg_catalog.pg_language l
        WHERE l.oid >= 16384 AND l.lanispl AND {UserObjects.NotOfExtension("pg_language", "l.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new LanguageObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        IsTrusted = row.Truth("is_trusted"),
        Handler = row.Text("handler"),
        Inline = row.OptionalText("inline_handler"),
        Validator = row.OptionalText("validator"),
    };
}
