namespace PgClone.Postgres.Connect;

/// <summary>A connection, or why there is none; exactly one of the two is set.</summary>
public sealed record ConnectionResolution
{
    /// <summary>The connection.</summary>
    public ResolvedConnection? Connection { get; init; }

    /// <summary>Why there is none.</summary>
    public ConnectionProblem? Problem { get; init; }
}
