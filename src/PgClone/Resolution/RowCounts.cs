using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;

namespace PgClone.Resolution;

/// <summary>What was found out about the rows of the tables that stand on both sides.</summary>
/// <param name="Source">The digests of the source's rows, as they should arrive.</param>
/// <param name="Target">The digests of the target's.</param>
/// <param name="Decided">The tables that needed none.</param>
public sealed record RowCounts(
    IReadOnlyDictionary<QualifiedName, RowDigest> Source, IReadOnlyDictionary<QualifiedName, RowDigest> Target, IReadOnlyDictionary<QualifiedName, TableDecision> Decided);
