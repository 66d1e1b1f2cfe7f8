using PgClone.Postgres.Connect;

namespace PgClone.Postgres.Catalog.Aggregate;

/// <summary>Aggregates, ordered-set and hypothetical-set ones included.</summary>
public sealed class AggregateKind : CatalogKind
{
    /// <inheritdoc/>
    public override string Name => "aggregate";

    /// <inheritdoc/>
    public override uint Catalog => SystemCatalog.Procedure;

    /// <inheritdoc/>
    public override string Query(ServerVersion version) => $"""
        SELECT p.oid, n.nspname AS schema, p.proname AS name,
               CASE WHEN p.pronargs = 0 THEN '(*)' ELSE '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')' END AS signature,
               '(' || COALESCE((SELECT pg_catalog.string_agg(pg_catalog.format_type(t.type, NULL), ', ' ORDER BY t.place)
                                FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS t(type, place)), '') || ')' AS types,
               CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_catalog.pg_get_function_arguments(p.oid) END AS arguments,
               ARRAY_REMOVE(ARRAY[
                 {Function("SFUNC", "aggtransfn")}, 'STYPE = ' || pg_catalog.format_type(a.aggtranstype, NULL),
                 CASE WHEN a.aggtransspace > 0 THEN 'SSPACE = ' || a.aggtransspace END,
                 {Function("FINALFUNC", "aggfinalfn")}, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
                 CASE WHEN a.aggfinalfn::pg_catalog.oid <> 0 AND a.aggfinalmodify <> (CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END)::"char"
                      THEN 'FINALFUNC_MODIFY = ' || {Modify("aggfinalmodify")} END,
                 {Function("COMBINEFUNC", "aggcombinefn")}, {Function("SERIALFUNC", "aggserialfn")}, {Function("DESERIALFUNC", "aggdeserialfn")},
                 'INITCOND = ' || pg_catalog.quote_literal(a.agginitval),
                 {Function("MSFUNC", "aggmtransfn")}, {Function("MINVFUNC", "aggminvtransfn")},
                 CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || pg_catalog.format_type(a.aggmtranstype, NULL) END,
                 CASE WHEN a.aggmtransspace > 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
                 {Function("MFINALFUNC", "aggmfinalfn")}, CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
                 CASE WHEN a.aggmfinalfn::pg_catalog.oid <> 0 AND a.aggmfinalmodify <> (CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END)::"char"
                      THEN 'MFINALFUNC_MODIFY = ' || {Modify("aggmfinalmodify")} END,
                 'MINITCOND = ' || pg_catalog.quote_literal(a.aggminitval),
                 CASE WHEN a.aggsortop <> 0 THEN 'SORTOP = ' || (SELECT pg_catalog.format('OPERATOR(%I.%s)', sn.nspname, o.oprname) FROM pg_catalog.pg_operator o
                        JOIN pg_catalog.pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = a.aggsortop) END,
                 CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
                 CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END], NULL) AS options,
               {Description.Of("pg_proc", "p.oid")} AS comment
        FROM pg_catalog.pg_aggregate a
        JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE {UserObjects.InUserSchema("n")} AND {UserObjects.NotOfExtension("pg_proc", "p.oid")}
        """;

    /// <inheritdoc/>
    public override CatalogObject Read(CatalogRow row) => new AggregateObject
    {
        Identity = new(Name, row.Text("schema"), row.Text("name")) { Arguments = row.Text("signature") },
        Comment = row.OptionalText("comment"),
        Arguments = row.Text("arguments"),
        Types = row.Text("types"),
        Options = row.Texts("options"),
    };

    private static string Function(string option, string column) => $"""
        (SELECT '{option} = ' || pg_catalog.format('%I.%I', fn.nspname, f.proname)
         FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = a.{column} AND a.{column}::pg_catalog.oid <> 0)
        """;

    private static string Modify(string column) => $"CASE a.{column} WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END";
}
