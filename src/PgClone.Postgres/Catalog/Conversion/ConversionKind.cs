using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Conversion;

/// <summary>Conversions between encodings that users made.</summary>
public sealed class ConversionKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "conversion";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Conversion;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, n.nspname AS schema, c.conname AS name, c.condefault AS is_default,
               pg_catalog.pg_encoding_to_char(c.conforencoding)::pg_catalog.text AS from_encoding,
               pg_catalog.pg_encoding_to_char(c.contoencoding)::pg_catalog.text AS to_encoding,
               {RoutineNames.Bare("c.conproc")} AS function, {Description.Of("pg_conversion", "c.oid")} AS comment
        FROM pg_catalog.pg_conversion c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
        WHERE c.oid >= 16384 AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_conversion", "c.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new ConversionObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        IsDefault = row.Truth("is_default"),
        FromEncoding = row.Text("from_encoding"),
        ToEncoding = row.Text("to_encoding"),
        Function = row.Text("function"),
    };
}
