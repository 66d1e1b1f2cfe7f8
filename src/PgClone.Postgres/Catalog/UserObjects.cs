namespace PgClone.Postgres.Catalog;

/// <summary>SQL that every catalog query shares: which objects are a user's own.</summary>
public static class UserObjects
{
    /// <summary>How the names of schemas begin in which tables are filled that will take the place of others.</summary>
    public const string StagingPrefix = "pgclone_staged_";

    /// <summary>The comment on them: by it they are told from schemas of the user.</summary>
    public const string StagingComment = "Tables that PgClone fills to exchange them for others. Safe to drop while no run is at work.";

    /// <summary>
    /// A condition: the schema is not one of the server's, and not of ours. <paramref name="schema"/> is the alias of pg_namespace.
    /// </summary>
    public static string InUserSchema(string schema) =>
        $"{schema}.nspname !~ '^pg_' AND {schema}.nspname NOT IN ('information_schema', 'pgclone') AND NOT ({IsStaging(schema)})";

    /// <summary>A condition: the schema is one that we made for such tables.</summary>
    public static string IsStaging(string schema) =>
        $"{schema}.nspname ~ '^{StagingPrefix}' AND pg_catalog.obj_description({schema}.oid, 'pg_namespace') IS NOT DISTINCT FROM '{StagingComment}'";

    /// <summary>A condition: no extension owns the row of <paramref name="catalog"/> whose oid is <paramref name="oid"/>.</summary>
    public static string NotOfExtension(string catalog, string oid) => $"""
        NOT EXISTS (SELECT FROM pg_catalog.pg_depend ext
                    WHERE ext.classid = 'pg_catalog.{catalog}'::pg_catalog.regclass AND ext.objid = {oid} AND ext.deptype = 'e')
        """;

    /// <summary>A condition: an extension names the relation whose oid is <paramref name="oid"/> as its configuration.</summary>
    public static string IsConfiguration(string oid) => $"EXISTS (SELECT FROM pg_catalog.pg_extension conf WHERE {oid} = ANY (conf.extconfig))";
}
