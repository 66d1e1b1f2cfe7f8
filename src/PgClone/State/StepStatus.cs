namespace PgClone.State;

/// <summary>The verdict on a step.</summary>
public enum StepStatus
{
    /// <summary>Done and committed.</summary>
    Succeeded,

    /// <summary>Failed; what it had begun is rolled back.</summary>
    Failed,

    /// <summary>Not begun, because a step that it waits for failed.</summary>
    Skipped,

    /// <summary>Not begun, or rolled back, because the run was interrupted.</summary>
    Interrupted,
}
