namespace PgClone.Cli.Views;

/// <summary>Where a command prints: results to <see cref="Out"/>, all else to <see cref="Error"/>.</summary>
public sealed record Terminal
{
    /// <summary>The result that was asked for, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, questions and diagnostics.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What a person types.</summary>
    public required TextReader In { get; init; }

    /// <summary>True when a person can answer.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal that can be rewritten in place.</summary>
    public required bool IsLive { get; init; }

    /// <summary>The terminal of this process. TERM=dumb and NO_COLOR turn rewriting off, as redirection does.</summary>
    public static Terminal OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        IsInteractive = !Console.IsInputRedirected,
        IsLive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
    };
}
