namespace PgClone.Postgres.Connect;

/// <summary>A session that holds a lock which another waits for, or waits for it longer.</summary>
/// <param name="Process">The process of its backend; 0 for a prepared transaction, which has none.</param>
/// <param name="User">Its user; null for the server's own processes.</param>
/// <param name="Application">What it calls itself, or what it is; empty where that is not for us to see.</param>
/// <param name="State">What it does, as pg_stat_activity says it; null where that is not for us to see.</param>
/// <param name="Query">Its last statement; null where that is not for us to see.</param>
public sealed record LockHolder(int Process, string? User, string Application, string? State, string? Query);
