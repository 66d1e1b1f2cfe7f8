using PgClone.Postgres.Connect;
using PgClone.State;
using PgClone.Steps;

namespace PgClone.Execution;

/// <summary>Is told what a run does, as it happens, from any thread.</summary>
public interface IRunObserver
{
    /// <summary>The run begins, with these steps.</summary>
    void Started(StepGraph graph);

    /// <summary>Steps begin, together.</summary>
    void Began(IReadOnlyList<Step> steps);

    /// <summary>A copy has come so far.</summary>
    void Moved(CopyStep step, long rows, long bytes);

    /// <summary>A step waits for a lock that a session of others holds on the target; null once it no longer does.</summary>
    void Waits(Step step, LockWait? wait);

    /// <summary>A step has a verdict.</summary>
    void Ended(StepOutcome outcome);
}
