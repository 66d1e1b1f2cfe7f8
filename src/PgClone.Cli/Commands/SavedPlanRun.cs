using Npgsql;
using PgClone.Diagnostics;
using PgClone.Execution;
using PgClone.Masks;
using PgClone.Postgres.Catalog;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Rows;
using PgClone.Postgres.Sql;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Executes a saved plan to the letter, or refuses it and says what moved since.</summary>
internal sealed class SavedPlanRun(CommandContext context, Interruption interruption)
{
    /// <summary>Told what each run did, once it has ended. Default: nobody is.</summary>
    public Action<RunReport> Reported { get; init; } = _ => { };

    /// <summary>How fast rows may leave the source. Default: as fast as they come.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>The exit code of the run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clones">The names of the clones to run; all of them for none.</param>
    /// <param name="limits">How much of the servers it may take.</param>
    /// <param name="cancellation">Stops before the run begins.</param>
    public async Task<int> RunAsync(string path, IReadOnlyCollection<string> clones, RunLimits limits, CancellationToken cancellation)
    {
        var (plan, problem) = await SavedPlanStore.ReadAsync(path, cancellation);
        if (plan is null)
        {
            await context.Terminal.Error.WriteLineAsync($"{path}: {problem}. Save it again with plan --out.");
            return ExitCodes.InvalidPlan;
        }

        foreach (var name in clones.Where(name => plan.Clones.All(clone => clone.Name != name)))
        {
            await context.Terminal.Error.WriteLineAsync($"the saved plan has no clone '{name}'. {NearestName.Suggest(name, [.. plan.Clones.Select(clone => clone.Name)])}");
            return ExitCodes.Usage;
        }

        foreach (var clone in plan.Clones.Where(clone => clones.Count == 0 || clones.Contains(clone.Name)))
        {
            var code = await RunAsync(plan, clone, path, limits, cancellation);
            if (code != ExitCodes.Done) return code;
        }

        return ExitCodes.Done;
    }

    private async Task<int> RunAsync(SavedPlan plan, SavedClone clone, string path, RunLimits limits, CancellationToken cancellation)
    {
        var key = clone.Key is { } reference && Environment.GetEnvironmentVariable(reference.EnvironmentVariable) is { } text ? new Secret(text) : null;
        if (clone.KeyId is not null && key is null)
            return await RefuseAsync(clone, [$"the mask key is not set: {clone.Key?.EnvironmentVariable}"]);
        if (clone.KeyId is not null && MaskKey.Id(key!) != clone.KeyId)
            return await RefuseAsync(clone, ["the mask key is another one than when the plan was saved"]);
        var diagnostics = new DiagnosticBag();
        if (await ClonePairConnector.ConnectAsync(Ends(clone, key), diagnostics, cancellation) is not { } pair)
        {
            await context.Terminal.Error.WriteAsync(new DiagnosticText(new()).Render(diagnostics.InOrder()));
            return ExitCodes.Error;
        }

        await using (pair)
        {
            var elsewhere = Elsewhere(clone.SourceDatabase, pair.Source, "source").Concat(Elsewhere(clone.TargetDatabase, pair.Target, "target")).ToList();
            if (elsewhere.Count > 0) return await RefuseAsync(clone, elsewhere);
            try
            {
                await using var held = await RunStart.TakeAsync(pair, cancellation);
                await using var session = await CloneSession.OpenAsync(pair, cancellation);
                var (source, target, ledger) = await session.ReadCatalogsAsync(cancellation);
                var moved = Staleness.Of(clone, source, target).ToList();
                if ((session.Target is null) != (clone.Graph.Steps is [Steps.CreateDatabase, ..]))
                    moved.Add(session.Target is null ? "the target database is gone" : "the target database exists now");
                if (ledger.LastRunOf(clone.Name) != clone.LastRun) moved.Add($"another run of clone '{clone.Name}' changed {pair.Target.Display}");
                if (moved.Count == 0) moved.AddRange(await MovedRows.OnSourceAsync(clone, pair.Source, (session.Source, source), limits.Jobs, cancellation));
                if (moved.Count == 0 && session.Target is { } reader)
                    moved.AddRange(await MovedRows.OnTargetAsync(clone, pair.Target, (reader, target), limits.Jobs, cancellation));
                if (moved.Count > 0) return await RefuseAsync(clone, moved);
                if (session.Target is not null && await SameDatabase.IsSameAsync(session.Source, session.Target, cancellation))
                    return await RefuseAsync(clone, ["source and target are the same database now"]);
                var now = LaterSequences.Bring(clone, source);
                if (session.Target is { } merged)
                    now = await LaterRows.BringAsync(now, (pair.Source, session.Source, source), (pair.Target, merged, target), limits.Jobs, cancellation);
                return await new CloneRun(context, plan.PlanFingerprint, $"make a new plan, {path} no longer fits", interruption) { Reported = Reported }
                    .RunAsync(now, (session, held), limits, (source, target));
            }
            catch (Exception error) when (error is NpgsqlException or UnusableServerException or CatalogMovedException or TargetMovedException or UnreachableDatabaseException)
            {
                await context.Terminal.Error.WriteLineAsync($"clone '{clone.Name}': {ServerMessage.Of(error)}");
                return ExitCodes.Error;
            }
        }
    }

    private CloneEndpoints Ends(SavedClone clone, Secret? key) => new()
    {
        Source = clone.Source,
        Target = clone.Target,
        Key = key,
        MayCreate = clone.MayCreate,
        MaxConnections = clone.MaxConnections,
        Limit = Limit,
    };

    private static IEnumerable<string> Elsewhere(string planned, Database now, string side) =>
        now.Display == planned ? [] : [$"the {side} is {now.Display} now, and was {planned}"];

    private async Task<int> RefuseAsync(SavedClone clone, IReadOnlyCollection<string> moved)
    {
        await context.Terminal.Error.WriteLineAsync($"The saved plan is stale, nothing of clone '{clone.Name}' was changed:");
        foreach (var item in moved) await context.Terminal.Error.WriteLineAsync($"  {item}");
        await context.Terminal.Error.WriteLineAsync("Make a new plan and review it.");
        return ExitCodes.Stale;
    }
}
