namespace PgClone.Postgres.Catalog;

/// <summary>The words for pg_class.relkind, the same that name the kinds of objects.</summary>
public static class RelationKinds
{
    /// <summary>An SQL expression that turns <paramref name="relkind"/> into our word for the kind of relation.</summary>
    public static string Word(string relkind) => $"""
        CASE {relkind} WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END
        """;
}
