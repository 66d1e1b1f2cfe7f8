using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Collation;

/// <summary>Collations that users made.</summary>
public sealed class CollationKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "collation";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Collation;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.collname AS name,
               CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END AS provider,
               c.collisdeterministic AS is_deterministic,
               CASE c.collprovider WHEN 'c' THEN c.collcollate END AS collate,
               CASE c.collprovider WHEN 'c' THEN c.collctype END AS character_type,
               CASE c.collprovider WHEN 'c' THEN NULL ELSE {Locale(version)} END AS locale,
               {(version.HasIcuRules ? "c.collicurules" : "NULL::pg_catalog.text")} AS rules,
               {Description.Of("pg_collation", "c.oid")} AS comment
        FROM pg_catalog.pg_collation c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
        WHERE c.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_collation", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new CollationObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Provider = row.Text("provider"),
        IsDeterministic = row.Truth("is_deterministic"),
        Collate = row.OptionalText("collate"),
        CharacterType = row.OptionalText("character_type"),
        Locale = row.OptionalText("locale"),
        Rules = row.OptionalText("rules"),
    };

    // 14 keeps the ICU locale where that of libc stands.
    private static string Locale(ServerVersion version) =>
        version.HasProviderNeutralLocale ? "c.colllocale" : version.HasIcuDatabaseLocale ? "c.colliculocale" : "c.collcollate";
}
