using Npgsql;
using PgClone.Diagnostics;
using PgClone.Execution;
using PgClone.Plans;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>
/// Tells before the first clone runs of tables that two of them would fill. It goes by catalogs alone, and only for clones that share a target; what depends on
/// rows, or on what an earlier clone makes of a source, is told when the clone's turn comes.
/// </summary>
internal sealed class ForeseenTables(ClonePlan plan, CloneTargets targets, Func<ClonePair, CancellationToken, Task<TargetLock>> take)
{
    /// <summary>Tells the bag of each clone that would fill a table of an earlier one.</summary>
    public async Task CheckAsync(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var filled = new FilledTables();
        foreach (var clone in targets.Foreseeable)
        {
            if (await ClonePairConnector.ConnectAsync(CloneEndpoints.Of(plan, clone), new DiagnosticBag(), cancellation) is not { } pair) continue;
            await using (pair) filled.Add(clone, (targets.Of(clone.Name), pair.Target.Display), await ClaimedAsync(clone, pair, cancellation), diagnostics);
        }
    }

    private async Task<IReadOnlyCollection<QualifiedName>> ClaimedAsync(CloneDefinition clone, ClonePair pair, CancellationToken cancellation)
    {
        try
        {
            // Taken as by a run: what a killed one left at work would keep the catalog from being read.
            await using var held = await take(pair, cancellation);
            await using var session = await CloneSession.OpenAsync(pair, cancellation);
            return await session.ClaimedAsync(clone, cancellation);
        }
        catch (Exception error) when (error is NpgsqlException or UnreachableDatabaseException or UnusableServerException or CatalogMovedException or TargetMovedException)
        {
            // Told when the clone's turn comes, at its place in the plan.
            return [];
        }
    }
}
