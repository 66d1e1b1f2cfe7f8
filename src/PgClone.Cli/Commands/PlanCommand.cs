using System.CommandLine;
using System.Text.Json;
using PgClone.Cli.Arguments;
using PgClone.Plans;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Shows what apply would do. Writes nothing but the file of --out.</summary>
internal static class PlanCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var outFile = new Option<string?>("--out") { Description = "save the plan to this file, for apply" };
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "exit with 2 when there are changes" };
        var command = new Command("plan", "Show what apply would change. Changes nothing.");
        arguments.AddConnectingTo(command);
        arguments.AddFormatTo(command);
        arguments.AddRecheckTo(command);
        command.Add(outFile);
        command.Add(detailed);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption(context.Terminal);
            var cancellation = interruption.Stop;
            if (parsed.GetValue(outFile) is { } wanted && await SavedPlanStore.RefusalAsync(wanted, cancellation) is { } refusal)
            {
                await context.Terminal.Error.WriteLineAsync($"--out {wanted}: {refusal}");
                return ExitCodes.Usage;
            }

            var clones = new List<(PlannedClone Planned, SavedClone? Saved)>();
            ClonePlan? plan = null;
            // What a saved plan leaves alone must be known by its values: whoever applies it may do so after a restart of the server.
            var trust = parsed.GetValue(outFile) is null ? arguments.TrustIn(parsed, RowTrust.Changes) : RowTrust.Nothing;
            var opened = new PlannedClones(context, arguments, parsed) { Trust = trust };
            var code = await opened.ForEachAsync((read, workspace) =>
            {
                plan = read;
                clones.Add((workspace.Planned, parsed.GetValue(outFile) is null ? null : workspace.Saved));
                return Task.FromResult(ExitCodes.Done);
            }, cancellation);
            if (code != ExitCodes.Done || plan is null) return code;
            if (parsed.GetValue(outFile) is not null && SecondInto(clones.Select(clone => clone.Planned), opened.Targets) is { } second)
            {
                await context.Terminal.Error.WriteLineAsync(
                    $"clone '{second.Decisions.Name}' goes into {second.Target}, which does not exist before another clone of the plan creates it: "
                    + "what it finds there cannot be planned now. Save a plan for each with --clone, the second once the first is applied; "
                    + "or apply the clone plan, which plans each when its turn comes.");
                return ExitCodes.Refused;
            }

            await context.Terminal.Out.WriteAsync(Text(arguments.FormatIn(parsed), plan.Name, [.. clones.Select(clone => clone.Planned)]));
            if (parsed.GetValue(outFile) is { } path) await SaveAsync(context, plan, [.. clones.Select(clone => clone.Saved!)], path, cancellation);
            return parsed.GetValue(detailed) && clones.Any(clone => !clone.Planned.Decisions.IsUnchanged) ? ExitCodes.Changes : ExitCodes.Done;
        });
        return command;
    }

    /// <summary>A clone into a database that an earlier one is to create; null for none.</summary>
    private static PlannedClone? SecondInto(IEnumerable<PlannedClone> clones, CloneTargets targets) =>
        clones.Where(clone => clone.Decisions.CreateDatabase is not null)
            .GroupBy(clone => targets.Of(clone.Decisions.Name))
            .Select(same => same.Skip(1).FirstOrDefault())
            .FirstOrDefault(clone => clone is not null);

    private static string Text(OutputFormat format, string name, PlannedClone[] clones) => format switch
    {
        OutputFormat.Json => JsonSerializer.Serialize(PlanDocument.Of(name, clones), SavedPlanStore.Json) + "\n",
        OutputFormat.Markdown => PlanMarkdown.Render(clones),
        _ => string.Join('\n', clones.Select(PlanText.Render)),
    };

    private static async Task SaveAsync(CommandContext context, ClonePlan plan, SavedClone[] clones, string path, CancellationToken cancellation)
    {
        var saved = SavedPlanStore.Sealed(new()
        {
            FormatVersion = SavedPlan.CurrentFormat, PlanId = "", Name = plan.Name, PlanFingerprint = plan.Fingerprint, Clones = [.. clones],
        });
        await SavedPlanStore.WriteAsync(saved, path, cancellation);
        await context.Terminal.Error.WriteLineAsync($"\nSaved the plan {saved.PlanId[..12]} to {path}. To do exactly this: pgclone apply {path}");
    }
}
