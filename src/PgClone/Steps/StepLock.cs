using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// A table that a step locks on the target. Steps whose locks conflict never run at the same time, so they cannot deadlock.
/// Partitions and children count as their topmost table, whose locks reach them.
/// </summary>
/// <param name="Table">The topmost table.</param>
/// <param name="Mode">How.</param>
public readonly record struct StepLock(QualifiedName Table, LockMode Mode)
{
    /// <summary>True for a lock of the same table that nobody else can hold meanwhile.</summary>
    public bool ConflictsWith(StepLock other)
    {
        if (Table != other.Table) return false;
        var (weaker, stronger) = Mode < other.Mode ? (Mode, other.Mode) : (other.Mode, Mode);
        return stronger == LockMode.AccessExclusive || (stronger == LockMode.ShareRowExclusive && weaker >= LockMode.Share);
    }
}
