using System.CommandLine;
using System.Text.Json;
using PgClone.Cli.Arguments;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Shows how the target differs from the source, definitions and rows.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var command = new Command("diff", "Show how the target differs from what the plan wants. Exits with 2 when it does.");
        arguments.AddConnectingTo(command);
        arguments.AddRecheckTo(command);
        arguments.AddFormatTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption(context.Terminal);
            var cancellation = interruption.Stop;
            var clones = new List<PlannedClone>();
            var name = "";
            var code = await new PlannedClones(context, arguments, parsed) { Trust = arguments.TrustIn(parsed, RowTrust.Unchanged) }.ForEachAsync((plan, workspace) =>
            {
                name = plan.Name;
                clones.Add(workspace.Planned);
                return Task.FromResult(ExitCodes.Done);
            }, cancellation);
            if (code != ExitCodes.Done) return code;
            await context.Terminal.Out.WriteAsync(arguments.FormatIn(parsed) switch
            {
                OutputFormat.Json => JsonSerializer.Serialize(PlanDocument.Of(name, clones), SavedPlanStore.Json) + "\n",
                OutputFormat.Markdown => DriftMarkdown.Render(clones),
                _ => string.Join('\n', clones.Select(DriftText.Render)),
            });
            return clones.All(clone => clone.Decisions.IsUnchanged) ? ExitCodes.Done : ExitCodes.Changes;
        });
        return command;
    }
}
