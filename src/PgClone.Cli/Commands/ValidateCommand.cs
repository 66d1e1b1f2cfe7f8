using System.CommandLine;
using System.Text.Json;
using PgClone.Cli.Arguments;
using PgClone.Reports;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Checks a clone plan without a server and without secrets.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var command = new Command("validate", "Check a clone plan. Needs no server and no secrets.");
        arguments.AddReadingTo(command);
        command.Add(arguments.Json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var reader = new PlanFileReader(context, arguments, parsed);
            var plan = await reader.ReadAsync(resolveSecrets: false, cancellation);
            if (parsed.GetValue(arguments.Json))
                await context.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new ValidationDocument(plan is not null, reader.Diagnostics), SavedPlanStore.Json));
            else if (plan is not null)
                await context.Terminal.Out.WriteLineAsync($"{plan.File}: valid");
            return plan is null ? ExitCodes.InvalidPlan : ExitCodes.Done;
        });
        return command;
    }
}
