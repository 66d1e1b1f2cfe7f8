using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>How a workspace is opened.</summary>
/// <param name="Jobs">How many sessions may work at the same time.</param>
/// <param name="Prepare">Done with the two databases before anything is read from them.</param>
internal sealed record WorkspaceOptions(int Jobs, Func<ClonePair, CancellationToken, Task> Prepare);
