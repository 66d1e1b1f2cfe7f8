using System.CommandLine;
using System.Text.Json;
using PgClone.Cli.Arguments;
using PgClone.Reports;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Draws the clones of a clone plan, or the steps of a saved plan.</summary>
internal static class GraphCommand
{
    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var format = new Option<string>("--format") { Description = "text, dot or mermaid", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "dot", "mermaid");
        var command = new Command("graph", "Draw the clones of a clone plan, or the steps of a saved plan. Needs no server.");
        arguments.AddReadingTo(command);
        command.Add(format);
        command.Add(arguments.Json);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (await DrawingAsync(new(context, arguments, parsed), parsed.GetValue(arguments.File)!, cancellation) is not { } drawing) return ExitCodes.InvalidPlan;
            await context.Terminal.Out.WriteAsync(parsed.GetValue(arguments.Json) ? JsonSerializer.Serialize(drawing, SavedPlanStore.Json) + "\n" : parsed.GetValue(format) switch
            {
                "dot" => GraphText.Dot(drawing), "mermaid" => GraphText.Mermaid(drawing), _ => GraphText.Text(drawing),
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<GraphDrawing?> DrawingAsync(PlanFileReader reader, string path, CancellationToken cancellation)
    {
        if (!await SavedPlanStore.IsSavedPlanAsync(path, cancellation))
            return await reader.ReadAsync(resolveSecrets: false, cancellation) is { } plan ? GraphText.Of(plan) : null;
        var (saved, _) = await SavedPlanStore.ReadAsync(path, cancellation);
        return saved is null ? null : GraphText.Of(new Steps.StepGraph { Steps = [.. saved.Clones.SelectMany(clone => clone.Graph.Steps)] });
    }
}
