using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Cast;

/// <summary>Casts that users made.</summary>
public sealed class CastKind : CatalogKind
{
    /// <summary>The name of the kind.</summary>
    public const string Word = "cast";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Cast;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT c.oid, pg_catalog.format('%s AS %s', pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL)) AS name,
               CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
                    ELSE 'WITH FUNCTION ' || {RoutineNames.WithArguments("c.castfunc")} END AS method,
               CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END AS context,
               {Description.Of("pg_cast", "c.oid")} AS comment
        FROM pg_catalog.pg_cast c
        WHERE c.oid >= 16384 AND {UserObjects.NotOfExtension("pg_cast", "c.oid")}
          -- The cast of a range to its multirange comes with the type.
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'i')
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new CastObject
    {
        Identity = new(Name, null, row.Text("name")),
        Comment = row.OptionalText("comment"),
        Method = row.Text("method"),
        Context = row.Text("context"),
    };
}
