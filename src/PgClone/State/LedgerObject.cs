using PgClone.Postgres.Catalog;

namespace PgClone.State;

/// <summary>
/// Evidence that an object of the target is ours: how it was defined on the source, and how the target then printed it. Two versions of
/// PostgreSQL print the same view differently; that one became the other is known only here.
/// </summary>
/// <param name="Identity">The object.</param>
/// <param name="SourceFingerprint">Of the definition on the source that was applied last.</param>
/// <param name="TargetFingerprint">Of the definition read back from the target; null while the run has not ended.</param>
public sealed record LedgerObject(ObjectIdentity Identity, string SourceFingerprint, string? TargetFingerprint);
