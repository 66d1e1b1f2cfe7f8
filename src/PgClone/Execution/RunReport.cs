using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;
using PgClone.State;

namespace PgClone.Execution;

/// <summary>What a run did.</summary>
public sealed record RunReport
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The verdict on every step, in the order in which they ended.</summary>
    public required ValueList<StepOutcome> Outcomes { get; init; }

    /// <summary>Objects that read back other than they were asked for; empty when all is well.</summary>
    public required ValueList<ObjectIdentity> Diverging { get; init; }

    /// <summary>From the first step to the last.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>True when a step was interrupted.</summary>
    public bool IsInterrupted => Outcomes.Any(outcome => outcome.Status == StepStatus.Interrupted);

    /// <summary>True when every step succeeded and reads back as asked for.</summary>
    public bool IsComplete => Outcomes.All(outcome => outcome.Status == StepStatus.Succeeded) && Diverging.Count == 0;
}
