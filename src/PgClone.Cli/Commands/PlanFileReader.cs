using System.CommandLine;
using PgClone.Cli.Arguments;
using PgClone.Diagnostics;
using PgClone.Plans;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Reads the clone plan that the command line names and tells what is wrong with it.</summary>
internal sealed class PlanFileReader(CommandContext context, PlanArguments arguments, ParseResult parsed)
{
    private SourceTexts _sources = new();

    /// <summary>The plan, or null after its errors were printed.</summary>
    public async Task<ClonePlan?> ReadAsync(bool resolveSecrets, CancellationToken cancellation)
    {
        var path = parsed.GetValue(arguments.File)!;
        if (await SavedPlanStore.IsSavedPlanAsync(path, cancellation))
        {
            await context.Terminal.Error.WriteLineAsync($"{path} is a saved plan: apply it, or draw its steps with graph. This command takes the clone plan it was made from.");
            return null;
        }

        var inputs = new PlanInputs
        {
            Overrides = [.. parsed.GetValue(arguments.Variables)!.Select(pair => pair.Split('=', 2)).Select(pair => new VariableOverride(pair[0], pair[1]))],
            Environment = parsed.GetValue(arguments.Environment),
            EnvironmentVariable = Environment.GetEnvironmentVariable,
            ResolveSecrets = resolveSecrets,
        };
        var reading = await ClonePlanReader.ReadFileAsync(path, inputs, cancellation);
        _sources = reading.Sources;
        var diagnostics = new DiagnosticBag();
        // With servers at hand each clone is checked together with what these say.
        if (!resolveSecrets)
            foreach (var clone in reading.Plan?.Clones ?? []) PlanCheck.Check(clone, diagnostics);
        await PrintAsync([.. reading.Diagnostics, .. diagnostics.InOrder()]);
        return diagnostics.HasErrors ? null : reading.Plan;
    }

    /// <summary>Prints diagnostics with the lines of the plan that they point to.</summary>
    public Task PrintAsync(IEnumerable<Diagnostic> diagnostics) => context.Terminal.Error.WriteAsync(new DiagnosticText(_sources).Render(diagnostics));
}
