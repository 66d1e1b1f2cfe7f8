namespace PgClone.Postgres.Catalog;

/// <summary>SQL that names functions the way the commands that refer to them want them.</summary>
internal static class RoutineNames
{
    /// <summary>The quoted, qualified name without arguments; NULL where <paramref name="oid"/> is 0.</summary>
    public static string Bare(string oid) => $"""
        (SELECT pg_catalog.format('%I.%I', fn.nspname, f.proname)
         FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = {oid} AND f.oid <> 0)
        """;

    /// <summary>The quoted, qualified name with the types of the arguments; NULL where <paramref name="oid"/> is 0.</summary>
    public static string WithArguments(string oid) => $"""
        (SELECT pg_catalog.format('%I.%I(%s)', fn.nspname, f.proname,
                  (SELECT pg_catalog.string_agg(pg_catalog.format_type(fa.type, NULL), ', ' ORDER BY fa.place)
                   FROM pg_catalog.unnest(f.proargtypes) WITH ORDINALITY AS fa(type, place)))
         FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = {oid} AND f.oid <> 0)
        """;

    /// <summary>An option of a CREATE with the bare name of a function, <c>START = app.f</c>; NULL where <paramref name="oid"/> is 0.</summary>
    public static string Option(string option, string oid) => $"'{option} = ' || {Bare(oid)}";
}
