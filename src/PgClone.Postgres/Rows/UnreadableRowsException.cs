using Npgsql;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>A server refused to read the rows of a table, as a filter or a mask has it compute from them.</summary>
public sealed class UnreadableRowsException(QualifiedName table, PostgresException refused) : NpgsqlException($"the rows of {table} cannot be read", refused)
{
    /// <summary>The table.</summary>
    public QualifiedName Table => table;
}
