using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Routine;

/// <summary>Functions, or procedures.</summary>
public abstract class RoutineKind : CatalogKind
{
    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Procedure;

    /// <summary>The values of pg_proc.prokind, as a list in SQL.</summary>
    protected abstract string Kinds { get; }

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT p.oid, n.nspname AS schema, p.proname AS name,
               -- By types alone: names of arguments are no part of the identity. A procedure counts its OUT arguments.
               '(' || COALESCE((SELECT pg_catalog.string_agg(pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place)
                                FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS a(type, place)), '') || ')' AS signature,
               pg_catalog.pg_get_functiondef(p.oid) AS definition, pg_catalog.pg_get_function_result(p.oid) AS result,
               pg_catalog.pg_get_function_identity_arguments(p.oid) AS arguments, p.pronargdefaults::pg_catalog.int8 AS defaults,
               p.prokind = 'w' AS is_window, p.prosecdef AS is_security_definer,
               {Description.Of("pg_proc", "p.oid")} AS comment
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prokind IN ({Kinds}) AND {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_proc", "p.oid")}
          -- The constructors of a range type come with the type.
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                          WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'i')
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new RoutineObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")) { Arguments = row.Text("signature") },
        Comment = row.OptionalText("comment"),
        Definition = row.Text("definition").TrimEnd('\n'),
        Result = row.OptionalText("result"),
        Arguments = row.Text("arguments"),
        IsWindow = row.Truth("is_window"),
        IsSecurityDefiner = row.Truth("is_security_definer"),
        Defaults = (int)row.Number("defaults"),
    };
}
