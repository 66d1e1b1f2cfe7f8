namespace PgClone.TestKit;

/// <summary>What a command line gave back.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record ProductOutput(int ExitCode, string Out, string Error)
{
    /// <summary>Both outputs, for a test's message.</summary>
    public override string ToString() => $"exit {ExitCode}\n{Out}\n{Error}";
}
