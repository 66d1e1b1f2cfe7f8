namespace PgClone.Postgres.Catalog;

/// <summary>SQL that every catalog query shares: which objects are a user's own.</summary>
public static class UserObjects
{
    /// <summary>
    /// A condition: the schema is not one of the server's, and not of ours. <paramref name="schema"/> is the alias of pg_namespace.
    /// </summary>
    public static string InUserSchema(string schema) =>
        $"{schema}.nspname !~ '^(pg_|pgclone_staged_)' AND {schema}.nspname NOT IN ('information_schema', 'pgclone')";

    /// <summary>A condition: no extension owns the row of <paramref name="catalog"/> whose oid is <paramref name="oid"/>.</summary>
    public static string NotOfExtension(string catalog, string oid) => $"""
        NOT EXISTS (SELECT FROM pg_catalog.pg_depend ext
                    WHERE ext.classid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND ext.objid = {oid} AND ext.deptype = 'e')
        """;

    /// <summary>A condition: an extension names the relation whose oid is <paramref name="oid"/> as its configuration.</summary>
    public static string IsConfiguration(string oid) => $"EXISTS (SELECT FROM pg_catalog.pg_extension conf WHERE {oid} = ANY (conf.extconfig))";
}
