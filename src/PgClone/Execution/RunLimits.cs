namespace PgClone.Execution;

/// <summary>How much of the servers a run may take.</summary>
/// <param name="Jobs">Steps that run at the same time, each on a session of the target; at least 1.</param>
/// <param name="IndexJobs">Those of them that may build indexes; at least 1.</param>
public readonly record struct RunLimits(int Jobs, int IndexJobs);
