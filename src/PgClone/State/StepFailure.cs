namespace PgClone.State;

/// <summary>Why a step failed.</summary>
/// <param name="Message">What the server or the network said. Never holds values of rows.</param>
/// <param name="SqlState">The five letters of the error code; null when it was not the server's.</param>
/// <param name="Statement">The statement that failed; null when it was none.</param>
/// <param name="Hint">What the server suggests; null when it says nothing.</param>
public sealed record StepFailure(string Message, string? SqlState, string? Statement, string? Hint);
