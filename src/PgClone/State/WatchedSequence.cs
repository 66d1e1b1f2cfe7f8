using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.State;

/// <summary>A sequence of the clone that is to stand where the source's does.</summary>
/// <param name="Sequence">Its name.</param>
/// <param name="Value">Where the source's stood when the plan was made.</param>
public sealed record WatchedSequence(QualifiedName Sequence, SequenceValue Value);
