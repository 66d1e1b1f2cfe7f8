using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>A value among the rows of a table is one that a filter or a mask cannot be computed from.</summary>
public sealed class UnreadableRowsException(QualifiedName table, PostgresException refused) : NpgsqlException($"the rows of {table} cannot be read", refused)
{
    /// <summary>The table.</summary>
    public QualifiedName Table => table;
}
