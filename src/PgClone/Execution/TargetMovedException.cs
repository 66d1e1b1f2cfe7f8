using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>The target is not as the plan saw it, and what would be done is not what was reviewed.</summary>
public sealed class TargetMovedException(string message) : Exception(message)
{
    /// <summary>A table that was empty, or not there yet, holds rows that no step put there.</summary>
    public static TargetMovedException HasRows(QualifiedName table) =>
        new($"{table} holds rows that were not there when the plan was made; nothing of it was changed");
}
