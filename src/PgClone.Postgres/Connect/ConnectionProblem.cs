namespace PgClone.Postgres.Connect;

/// <summary>Why there is no connection: a sentence without a full stop, and what to do. Neither holds a secret.</summary>
public sealed record ConnectionProblem(string Sentence, string? Remedy = null);
