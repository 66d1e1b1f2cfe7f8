using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.BaseType;

/// <summary>Types made of input and output functions, and shells: types that are only names yet.</summary>
public sealed class BaseTypeKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "base type";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Type;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, n.nspname AS schema, t.typname AS name, t.typisdefined AS is_defined,
               ARRAY_REMOVE(ARRAY[
                 'INTERNALLENGTH = ' || CASE WHEN t.typlen = -1 THEN 'variable' ELSE t.typlen::pg_catalog.text END,
                 {RoutineNames.Option("INPUT", "t.typinput")},
                 {RoutineNames.Option("OUTPUT", "t.typoutput")},
                 CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END,
                 'DEFAULT = ' || pg_catalog.quote_literal(t.typdefault),
                 'ELEMENT = ' || CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END,
                 'CATEGORY = ' || pg_catalog.quote_literal(NULLIF(t.typcategory, 'U')::pg_catalog.text),
                 CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
                 'DELIMITER = ' || pg_catalog.quote_literal(NULLIF(t.typdelim, ',')::pg_catalog.text),
                 'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
                 CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END], NULL) AS frame,
               {RoutineNames.Bare("t.typreceive")} AS receive, {RoutineNames.Bare("t.typsend")} AS send,
               {RoutineNames.Bare("t.typmodin")} AS modifier_input, {RoutineNames.Bare("t.typmodout")} AS modifier_output,
               {RoutineNames.Bare("t.typanalyze")} AS analyze, {RoutineNames.Bare("t.typsubscript")} AS subscript,
               CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END AS storage,
               {Description.Of("pg_type", "t.oid")} AS comment
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.oid >= 16384 AND (t.typtype = 'b' OR NOT t.typisdefined)
          -- Arrays come with their elements.
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
          AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_type", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new BaseTypeObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")),
        Comment = row.OptionalText("comment"),
        Definition = row.Truth("is_defined") ? Definition(row) : null,
    };

    private static BaseTypeDefinition Definition(CatalogRow row) => new()
    {
        Frame = row.Texts("frame"),
        Receive = row.OptionalText("receive"),
        Send = row.OptionalText("send"),
        ModifierInput = row.OptionalText("modifier_input"),
        ModifierOutput = row.OptionalText("modifier_output"),
        Analyze = row.OptionalText("analyze"),
        Subscript = row.OptionalText("subscript"),
        Storage = row.Text("storage"),
    };
}
