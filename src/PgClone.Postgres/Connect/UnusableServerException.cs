namespace PgClone.Postgres.Connect;

/// <summary>A server answers, but cannot be worked with: too old, or behind a pooler.</summary>
public sealed class UnusableServerException(string message) : Exception(message);
