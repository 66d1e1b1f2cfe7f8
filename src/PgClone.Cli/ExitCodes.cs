namespace PgClone.Cli;

/// <summary>The exit codes: an interface, the same in every version.</summary>
public static class ExitCodes
{
    /// <summary>Done, or no changes.</summary>
    public const int Done = 0;

    /// <summary>Something failed.</summary>
    public const int Error = 1;

    /// <summary>Changes are present (plan with --detailed-exitcode; diff and verify always).</summary>
    public const int Changes = 2;

    /// <summary>The clone plan is invalid.</summary>
    public const int InvalidPlan = 3;

    /// <summary>A safety or mask policy refuses.</summary>
    public const int Refused = 4;

    /// <summary>The saved plan is stale.</summary>
    public const int Stale = 5;

    /// <summary>Another run holds the target.</summary>
    public const int Locked = 6;

    /// <summary>A test or verification failed: what was made reads back otherwise.</summary>
    public const int VerificationFailed = 7;

    /// <summary>Partly applied; apply again goes on.</summary>
    public const int PartlyApplied = 8;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 64;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;
}
