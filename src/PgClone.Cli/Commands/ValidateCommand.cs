using System.CommandLine;
using PgClone.Cli.Arguments;

namespace PgClone.Cli.Commands;

/// <summary>Checks a clone plan without a server and without secrets.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var command = new Command("validate", "Check a clone plan. Needs no server and no secrets.");
        arguments.AddReadingTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var reader = new PlanFileReader(context, arguments, parsed);
            if (await reader.ReadAsync(resolveSecrets: false, cancellation) is not { } plan) return ExitCodes.InvalidPlan;
            await context.Terminal.Out.WriteLineAsync($"{plan.File}: valid");
            return ExitCodes.Done;
        });
        return command;
    }
}
