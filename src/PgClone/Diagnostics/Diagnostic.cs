namespace PgClone.Diagnostics;

/// <summary>One thing the user can put right.</summary>
public sealed record Diagnostic
{
    /// <summary>One of <see cref="DiagnosticCodes"/>, such as <c>PGC0110</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in one sentence that starts small and has no full stop.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; absent when the message says it all.</summary>
    public string? Remedy { get; init; }

    /// <summary>Where it is wrong; absent when no file says it.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Default: an error.</summary>
    public Severity Severity { get; init; }
}
