using System.CommandLine;
using PgClone.Cli.Arguments;
using PgClone.Diagnostics;
using PgClone.Plans;

namespace PgClone.Cli.Commands;

/// <summary>Reads the clone plan that the command line names and tells what is wrong with it.</summary>
internal sealed class PlanFileReader(CommandContext context, PlanArguments arguments, ParseResult parsed)
{
    /// <summary>The plan, or null after its errors were printed.</summary>
    public async Task<ClonePlan?> ReadAsync(bool resolveSecrets, CancellationToken cancellation)
    {
        var inputs = new PlanInputs
        {
            Variables = parsed.GetValue(arguments.Variables)!.Select(pair => pair.Split('=', 2)).GroupBy(pair => pair[0])
                .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.Ordinal),
            Environment = parsed.GetValue(arguments.Environment),
            ReadEnvironmentVariable = Environment.GetEnvironmentVariable,
            ResolveSecrets = resolveSecrets,
        };
        var reading = await ClonePlanReader.ReadFileAsync(parsed.GetValue(arguments.File)!, inputs, cancellation);
        await PrintAsync(reading.Diagnostics, reading.Text);
        return reading.Plan;
    }

    /// <summary>Prints diagnostics with the lines of the plan that they point to.</summary>
    public async Task PrintAsync(IEnumerable<Diagnostic> diagnostics, string text)
    {
        foreach (var diagnostic in diagnostics) await context.Terminal.Error.WriteLineAsync(DiagnosticText.Render(diagnostic, text));
    }
}
