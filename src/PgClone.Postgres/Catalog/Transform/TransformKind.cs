using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Transform;

/// <summary>Transforms of types for procedural languages, not part of an extension.</summary>
public sealed class TransformKind : CatalogKind
{
    /// <summary>The name of the kind.</summary>
    public const string Word = "transform";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Transform;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT t.oid, pg_catalog.format('FOR %s LANGUAGE %I', pg_catalog.format_type(t.trftype, NULL), l.lanname) AS name,
               ARRAY_REMOVE(ARRAY[
                 'FROM SQL WITH FUNCTION ' || {RoutineNames.WithArguments("t.trffromsql")},
                 'TO SQL WITH FUNCTION ' || {RoutineNames.WithArguments("t.trftosql")}], NULL) AS functions,
               {Description.Of("pg_transform", "t.oid")} AS comment
        FROM pg_catalog.pg_transform t
        JOIN pg_catalog.pg_language l ON l.oid = t.trflang
        WHERE t.oid >= 16384 AND {UserObjects.NotOfExtension("pg_transform", "t.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new TransformObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Functions = row.Texts("functions"),
    };
}
