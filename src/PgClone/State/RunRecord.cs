namespace PgClone.State;

/// <summary>One apply of one clone.</summary>
public sealed record RunRecord
{
    /// <summary>Its number; version 7, so that numbers are in the order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the clone.</summary>
    public required string CloneName { get; init; }

    /// <summary>The fingerprint of the clone plan that it follows.</summary>
    public required string PlanFingerprint { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
