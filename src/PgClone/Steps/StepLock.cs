using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// A table that a step locks on the target. Steps whose locks conflict never run at the same time, so they cannot deadlock.
/// Partitions and children count as their topmost table, whose locks reach them.
/// </summary>
/// <param name="Table">The topmost table.</param>
/// <param name="Exclusive">False for CREATE INDEX and COPY, which go along with their like; true for every ALTER.</param>
public readonly record struct StepLock(QualifiedName Table, bool Exclusive);
