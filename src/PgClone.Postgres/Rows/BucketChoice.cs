using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>Some of the buckets that the rows of a table are spread over by the hash of their keys, or of all they hold, so that a difference can be looked for where it is.</summary>
/// <param name="Count">How many buckets there are: a power of two.</param>
/// <param name="Chosen">The numbers of those that are meant, from zero.</param>
public sealed record BucketChoice(int Count, ValueList<int> Chosen);
