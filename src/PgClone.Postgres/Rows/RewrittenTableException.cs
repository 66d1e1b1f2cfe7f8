namespace PgClone.Postgres.Rows;

/// <summary>A table was truncated, or written anew, after the snapshot that it is read on.</summary>
public sealed class RewrittenTableException(string table)
    : Exception($"table {table} was truncated or written anew after the snapshot was taken, which no longer sees its rows: start again");
