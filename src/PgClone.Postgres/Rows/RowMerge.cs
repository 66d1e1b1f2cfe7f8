using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>
/// The statements that bring a table in line with the rows of some buckets of its key, which stand in a table beside it. Rows are matched by their key and
/// compared value by value, exactly.
/// </summary>
/// <param name="rows">The rows that come: those of some buckets, or all that are newer than a moment.</param>
public sealed class RowMerge(RowSet rows)
{
    private readonly string _table = rows.Table.Sql;

    /// <summary>Where the rows stand that the buckets should hold: a table that goes with the transaction.</summary>
    public static QualifiedName Stage { get; } = new("pg_temp", "pgclone_stage");

    /// <summary>Where the keys of all rows stand, where rows come by their age: what is gone has none, and no bucket leads to it.</summary>
    public static QualifiedName KeyStage { get; } = new("pg_temp", "pgclone_keys");

    /// <summary>What comes to <see cref="KeyStage"/>.</summary>
    public RowSet KeyRows => rows with { Columns = rows.Columns.Where(column => rows.Key.Contains(column.Name)).ToValueList(), Since = null, Pages = null };

    /// <summary>Makes <see cref="KeyStage"/>.</summary>
    public string MakeKeyStage => $"CREATE TEMPORARY TABLE {Identifier.Quote(KeyStage.Name)} ON COMMIT DROP AS SELECT {Keys("t")} FROM ONLY {_table} AS t WITH NO DATA";

    /// <summary>The query for how many of the rows that came have keys that are there.</summary>
    public string CountKnown => $"SELECT pg_catalog.count(*) FROM {Stage.Sql} AS s WHERE EXISTS (SELECT FROM ONLY {_table} AS t WHERE {SameKey("s")})";

    /// <summary>Makes the table beside, with the same columns and nothing else.</summary>
    public string MakeStage => $"CREATE TEMPORARY TABLE {Identifier.Quote(Stage.Name)} ON COMMIT DROP AS SELECT {rows.ColumnList} FROM ONLY {_table} WITH NO DATA";

    /// <summary>Has the planner know of it what decides whether it looks rows up or reads the whole table.</summary>
    public string AnalyzeStage => $"ANALYZE {Stage.Sql}{(rows.IsKeyed ? $" ({Identifier.QuoteAll(rows.Key)})" : "")}";

    /// <summary>
    /// Has the planner look up rows of a table that fits into memory, rather than read all of it: a row on a page in memory costs no more than the next one.
    /// The plan has read the table just now. What the server says of itself decides what fits (effective_cache_size, random_page_cost).
    /// </summary>
    public string ExpectInMemory => $"""
        SELECT pg_catalog.set_config('random_page_cost', pg_catalog.current_setting('seq_page_cost'), true)
        WHERE pg_catalog.current_setting('random_page_cost')::pg_catalog.float8 > pg_catalog.current_setting('seq_page_cost')::pg_catalog.float8
          AND pg_catalog.pg_table_size({Literal.Quote(_table)}) < pg_catalog.pg_size_bytes(pg_catalog.current_setting('effective_cache_size'))
        """;

    /// <summary>Deletes the rows that have another value now.</summary>
    public string DeleteChanged => $"DELETE FROM ONLY {_table} AS t USING {Stage.Sql} AS s WHERE {SameKey("s")} AND {Differs}";

    /// <summary>Deletes the rows that come anew.</summary>
    public string DeleteKnown => $"DELETE FROM ONLY {_table} AS t USING {Stage.Sql} AS s WHERE {SameKey("s")}";

    /// <summary>Gives rows their new values where they stand; null where they hold nothing that could be another one.</summary>
    /// <param name="fixedColumns">Columns that nobody may set: identities that are generated always.</param>
    public string? Update(IReadOnlySet<string> fixedColumns)
    {
        var set = rows.Columns.Select(column => column.Name)
            .Where(name => !fixedColumns.Contains(name))
            .Select(Identifier.Quote)
            .Select(name => $"{name} = s.{name}").ToList();
        return set.Count == 0 ? null : $"UPDATE ONLY {_table} AS t SET {string.Join(", ", set)} FROM {Stage.Sql} AS s WHERE {SameKey("s")} AND {Differs}";
    }

    /// <summary>Inserts all rows that came.</summary>
    public string InsertAll => $"INSERT INTO {_table} ({rows.ColumnList}) OVERRIDING SYSTEM VALUE SELECT {rows.ColumnList} FROM {Stage.Sql} AS s";

    /// <summary>Inserts the rows whose keys are not there.</summary>
    public string Insert => $"{InsertAll} WHERE NOT EXISTS (SELECT FROM ONLY {_table} AS t WHERE {SameKey("s")})";

    /// <summary>Deletes the rows, of the buckets or of all, whose keys are no longer wanted.</summary>
    public string DeleteGone => $"DELETE FROM ONLY {_table} AS t WHERE {IsGone}";

    /// <summary>Keeps the keys of these rows in a table, for a transaction that comes later.</summary>
    public string KeepGone(QualifiedName into) => $"CREATE UNLOGGED TABLE {into.Sql} AS SELECT {Keys("t")} FROM ONLY {_table} AS t WHERE {IsGone}";

    /// <summary>Deletes the rows whose keys were kept.</summary>
    public string DeleteKept(QualifiedName kept) => $"DELETE FROM ONLY {_table} AS t USING {kept.Sql} AS k WHERE {SameKey("k")}";

    private string IsGone => rows.Choice is null ? IsNotIn(KeyStage) : $"{rows.InChoice("t", place => Identifier.Quote(rows.Columns[place].Name))} AND {IsNotIn(Stage)}";

    private string IsNotIn(QualifiedName stage) => $"NOT EXISTS (SELECT FROM {stage.Sql} AS s WHERE {SameKey("s")})";

    private string Differs => $"ROW({string.Join(", ", rows.Exact("s"))}) IS DISTINCT FROM ROW({string.Join(", ", rows.Exact("t"))})";

    private string Keys(string alias) => string.Join(", ", rows.Key.Select(name => $"{alias}.{Identifier.Quote(name)}"));

    private string SameKey(string alias) => string.Join(" AND ", rows.Key.Select(Identifier.Quote).Select(name => $"t.{name} = {alias}.{name}"));
}
