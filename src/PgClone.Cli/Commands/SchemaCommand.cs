using System.CommandLine;
using PgClone.Cli.Arguments;
using PgClone.Plans.Schema;

namespace PgClone.Cli.Commands;

/// <summary>Prints the JSON schema of clone plans, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("schema", "Print the JSON schema of clone plans.");
        // It is JSON anyhow; whoever asks every command for it need not know that.
        command.Add(new PlanArguments().Json);
        command.SetAction(async (_, _) =>
        {
            await context.Terminal.Out.WriteAsync(PlanSchema.Text);
            return ExitCodes.Done;
        });
        return command;
    }
}
