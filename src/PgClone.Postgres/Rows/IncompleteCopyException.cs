using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>The rows of a table did not arrive in full. Nothing of them is committed.</summary>
public sealed class IncompleteCopyException(string message) : Exception(message)
{
    /// <summary>The source's data ended in the middle.</summary>
    public IncompleteCopyException(QualifiedName table, long rows)
        : this($"the source ended the copy of {table} early, after {rows} rows") { }

    /// <summary>The target holds another number of rows than left the source.</summary>
    public IncompleteCopyException(QualifiedName table, long sent, long arrived)
        : this($"{sent} rows of {table} left the source, {arrived} arrived on the target") { }
}
