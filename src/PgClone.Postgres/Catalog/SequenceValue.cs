namespace PgClone.Postgres.Catalog;

/// <summary>Where a sequence stands: the two values that setval takes.</summary>
public readonly record struct SequenceValue(long LastValue, bool IsCalled);
