using PgClone.Execution;
using PgClone.Postgres.Rows;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>How a workspace is opened.</summary>
/// <param name="Jobs">How many sessions may work at the same time.</param>
/// <param name="Trust">How far the ledger is believed about rows.</param>
/// <param name="Take">Takes the target for a run before anything is read from it; null where it is only looked at.</param>
internal sealed record WorkspaceOptions(int Jobs, RowTrust Trust, Func<ClonePair, CancellationToken, Task<TargetLock>>? Take)
{
    /// <summary>How fast rows may leave the source. Default: as fast as they come.</summary>
    public RateLimit? Limit { get; init; }
}
