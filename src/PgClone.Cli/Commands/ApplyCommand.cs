using System.CommandLine;
using System.Text.Json;
using PgClone.Cli.Arguments;
using PgClone.Cli.Views;
using PgClone.Execution;
using PgClone.Postgres.Sql;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Makes the target what the plan wants: from a clone plan after showing it, or a saved plan to the letter.</summary>
internal static class ApplyCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var yes = new Option<bool>("--yes") { Description = "do not ask" };
        var command = new Command("apply", "Make the target what the plan wants. Takes a clone plan or a saved plan.");
        arguments.AddConnectingTo(command);
        arguments.AddRecheckTo(command);
        arguments.AddLimitsTo(command);
        command.Add(yes);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption(context.Terminal);
            var reports = new List<RunReport>();
            var code = await ApplyAsync(parsed, interruption, reports.Add, interruption.Stop);
            if (parsed.GetValue(arguments.Json)) await context.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(RunsDocument.Of(reports), SavedPlanStore.Json));
            return code;
        });
        return command;

        async Task<int> ApplyAsync(ParseResult parsed, Interruption interruption, Action<RunReport> reported, CancellationToken cancellation)
        {
            var path = parsed.GetValue(arguments.File)!;
            if (await SavedPlanStore.IsSavedPlanAsync(path, cancellation))
            {
                if (arguments.IsVaried(parsed)) return await RefuseVariationAsync(context.Terminal);
                var saved = new SavedPlanRun(context, interruption) { Reported = reported, Limit = arguments.RateLimitIn(parsed, context.Clock) };
                return await saved.RunAsync(path, parsed.GetValue(arguments.Clones)!, arguments.LimitsIn(parsed), cancellation);
            }

            var again = $"pgclone apply {path}";
            var clones = new PlannedClones(context, arguments, parsed) { Take = RunStart.TakeAsync, Trust = arguments.TrustIn(parsed, RowTrust.Changes) };
            return await clones.ForEachAsync(async (plan, workspace) =>
            {
                // What a person is asked about goes to where the question goes; JSON has standard output to itself.
                await (parsed.GetValue(arguments.Json) ? context.Terminal.Error : context.Terminal.Out).WriteAsync(PlanText.Render(workspace.Planned));
                if (workspace.Planned.Decisions.IsUnchanged)
                {
                    await workspace.RecordEqualAsync(parsed.GetValue(arguments.Jobs), cancellation);
                    return ExitCodes.Done;
                }

                if (!parsed.GetValue(yes) && await RefusalAsync(context.Terminal, workspace, parsed.GetValue(arguments.Jobs), cancellation) is { } refused) return refused;
                var (decisions, held) = (workspace.Planned.Decisions, (workspace.Session, workspace.Lock!));
                return await new CloneRun(context, plan.Fingerprint, again, interruption) { Reported = reported, Equal = workspace.Equal }
                    .RunAsync(workspace.Saved, held, arguments.LimitsIn(parsed), (decisions.Source, decisions.Target));
            }, cancellation);
        }
    }

    private static async Task<int> RefuseVariationAsync(Terminal terminal)
    {
        await terminal.Error.WriteLineAsync("--var and --env make a plan, and this one is made: it is executed to the letter. Leave them out, or plan again with them.");
        return ExitCodes.Usage;
    }

    /// <summary>Asks, and looks whether the target is still as it was shown: an answer may take hours. Null to go on, else the exit code.</summary>
    private static async Task<int?> RefusalAsync(Terminal terminal, CloneWorkspace workspace, int jobs, CancellationToken cancellation)
    {
        if (!await AgreesAsync(terminal, workspace)) return ExitCodes.Error;
        var source = workspace.Planned.Decisions.Source;
        var moved = await workspace.Session.MovedOnTargetAsync(workspace.Saved, source, jobs, cancellation);
        if (moved.Count == 0) return null;
        await terminal.Error.WriteLineAsync($"Nothing was changed, the target is no longer as it was shown:\n  {string.Join("\n  ", moved)}");
        return ExitCodes.Stale;
    }

    /// <summary>Asks for a yes, or, where rows are destroyed, for the name of the target database.</summary>
    private static async Task<bool> AgreesAsync(Terminal terminal, CloneWorkspace workspace)
    {
        if (!terminal.IsInteractive)
        {
            await terminal.Error.WriteLineAsync("Nobody can be asked here: add --yes, or save the plan with plan --out and apply that. Nothing was changed.");
            return false;
        }

        var destroys = workspace.Saved.Graph.Steps.Any(DestroysRows);
        var expected = destroys ? workspace.Session.Databases.Target.Name : "yes";
        await terminal.Error.WriteAsync(destroys ? $"\nThis destroys rows. Type the name of the target database ({expected}) to go on: " : "\nType yes to go on: ");
        if ((await terminal.In.ReadLineAsync())?.Trim() == expected) return true;
        await terminal.Error.WriteLineAsync("Nothing was changed.");
        return false;
    }

    private static bool DestroysRows(Steps.Step step) =>
        step is Steps.CopyStep { DestroysRows: true } || (step is Steps.SqlStep sql && sql.Hazards.HasFlag(Hazard.DestroysRows));
}
