using PgClone.Steps;

namespace PgClone.State;

/// <summary>How a step ended.</summary>
public sealed record StepOutcome
{
    /// <summary>The step.</summary>
    public required StepId Step { get; init; }

    /// <summary>The verdict.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>Rows written; zero for steps that write none.</summary>
    public long Rows { get; init; }

    /// <summary>Bytes of COPY data moved; zero for steps that move none.</summary>
    public long Bytes { get; init; }

    /// <summary>What went wrong; null unless it failed.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>For a skipped step the failed one that it waited for, directly or not.</summary>
    public StepId? Cause { get; init; }
}
