using PgClone.Postgres.Sql;

namespace PgClone.Execution;

/// <summary>The target is not as the plan saw it, and what would be done is not what was reviewed.</summary>
public sealed class TargetMovedException(string message) : Exception(message)
{
    /// <summary>A killed run left backends at work that could not be ended.</summary>
    public static TargetMovedException IsAtWork(string database) =>
        new($"sessions of a run that was killed still work on {database}; end them with pg_terminate_backend (see pg_stat_activity), then apply again");

    /// <summary>An extension has no longer the configuration table that the plan saw, or another version of it has none.</summary>
    public static TargetMovedException HasNoConfiguration(string extension, QualifiedName table) =>
        new($"{table} is no configuration table of extension {extension} of the target");

    /// <summary>A large object stands where the source has another one, and is not ours.</summary>
    public static TargetMovedException HasLargeObject(uint item) =>
        new($"large object {item} came to the target since the plan was made; it was left as it is: make a new plan");

    /// <summary>Large objects have owners or privileges that the plan did not see.</summary>
    public static TargetMovedException HasOtherAccess(string side) =>
        new($"large objects of the {side} have owners or privileges that they had not when the plan was made: make a new plan");

    /// <summary>A table holds other rows than those that its rows were to be merged with.</summary>
    public static TargetMovedException HasOtherRows(QualifiedName table) =>
        new($"{table} holds other rows than when the plan was made; nothing of it was changed");

    /// <summary>Something came to a table, or changed there, since it was planned to put another in its place.</summary>
    public static TargetMovedException WasChanged(QualifiedName table) =>
        new($"somebody changed {table}, or something that hangs on it, since the plan was made; all of it was left as it is: make a new plan");

    /// <summary>A table that was empty, or not there yet, holds rows that no step put there.</summary>
    public static TargetMovedException HasRows(QualifiedName table) =>
        new($"{table} holds rows that were not there when the plan was made; nothing of it was changed");
}
