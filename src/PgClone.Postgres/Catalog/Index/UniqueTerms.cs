using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Index;

/// <summary>What a unique index forbids two rows to have in common. Columns that it only includes are no part of that.</summary>
public sealed record UniqueTerms
{
    /// <summary>The columns of the key that stand in it as they are.</summary>
    public required ValueList<string> Columns { get; init; }

    /// <summary>The other terms of the key, as SQL with their collation.</summary>
    public required ValueList<string> Expressions { get; init; }

    /// <summary>The condition of the rows that it is about; null for all.</summary>
    public required string? Predicate { get; init; }

    /// <summary>The part of a query that <see cref="Read"/> wants, as columns of a SELECT over pg_index <paramref name="index"/>.</summary>
    public static string Select(string index) => $"""
        ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.generate_series(0, {index}.indnkeyatts - 1) AS u(place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = {index}.indrelid AND a.attnum = {index}.indkey[u.place]
              WHERE {index}.indisunique ORDER BY u.place) AS key_columns,
        ARRAY(SELECT pg_catalog.pg_get_indexdef({index}.indexrelid, u.place + 1, false)
                     || COALESCE((SELECT pg_catalog.format(' COLLATE %I.%I', cn.nspname, co.collname) FROM pg_catalog.pg_collation co
                                  JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = {index}.indcollation[u.place]), '')
              FROM pg_catalog.generate_series(0, {index}.indnkeyatts - 1) AS u(place)
              WHERE {index}.indisunique AND {index}.indexprs IS NOT NULL AND {index}.indkey[u.place] = 0 ORDER BY u.place) AS key_expressions,
        CASE WHEN {index}.indisunique THEN pg_catalog.pg_get_expr({index}.indpred, {index}.indrelid) END AS key_predicate
        """;

    /// <summary>The terms of the current row.</summary>
    public static UniqueTerms Read(CatalogRow row) => new()
    {
        Columns = row.Texts("key_columns"), Expressions = row.Texts("key_expressions"), Predicate = row.OptionalText("key_predicate"),
    };

    /// <summary>True when a term of the key is computed from the column.</summary>
    public bool Computes(string column) => Expressions.Any(expression => ExpressionLexer.Mentions(expression, column));

    /// <summary>True when what the index forbids depends on the column otherwise than by its being different in each row.</summary>
    public bool DependsOn(string column) => Computes(column) || (Predicate is { } condition && ExpressionLexer.Mentions(condition, column));
}
