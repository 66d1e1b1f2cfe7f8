namespace PgClone.Execution;

/// <summary>How a run can be interrupted.</summary>
/// <param name="Stop">Start nothing more; roll back copies, finish statements.</param>
/// <param name="Abort">Cancel the statements too, on both servers.</param>
public readonly record struct RunControl(CancellationToken Stop, CancellationToken Abort);
