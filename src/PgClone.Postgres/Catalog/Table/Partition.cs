using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Table;

/// <summary>Where a partition belongs.</summary>
/// <param name="Parent">The partitioned table.</param>
/// <param name="Bound">FOR VALUES … or DEFAULT.</param>
public sealed record Partition(QualifiedName Parent, string Bound);
