using System.CommandLine;
using PgClone.Cli.Arguments;
using PgClone.Diagnostics;
using PgClone.Execution;
using PgClone.Plans;
using PgClone.Resolution;

namespace PgClone.Cli.Commands;

/// <summary>Opens the clones that a command line asks for, one after the other, and tells what is wrong with them.</summary>
internal sealed class PlannedClones(CommandContext context, PlanArguments arguments, ParseResult parsed)
{
    /// <summary>Takes the target of each clone for a run. Default: it is only looked at.</summary>
    public Func<ClonePair, CancellationToken, Task<TargetLock>>? Take { get; init; }

    /// <summary>How far the ledger is believed about rows. Default: not at all.</summary>
    public RowTrust Trust { get; init; }

    /// <summary>Which clones share a target, once they were opened.</summary>
    public CloneTargets Targets { get; private set; } = new();

    /// <summary>Does something with each clone's workspace. The exit code is that of the first clone that does not end well.</summary>
    public async Task<int> ForEachAsync(Func<ClonePlan, CloneWorkspace, Task<int>> visit, CancellationToken cancellation)
    {
        var reader = new PlanFileReader(context, arguments, parsed);
        if (await reader.ReadAsync(resolveSecrets: true, cancellation) is not { } plan) return ExitCodes.InvalidPlan;
        var wanted = parsed.GetValue(arguments.Clones)!;
        foreach (var name in wanted.Where(name => plan.Clones.All(clone => clone.Name != name)))
        {
            await context.Terminal.Error.WriteLineAsync($"the plan has no clone '{name}'. {NearestName.Suggest(name, [.. plan.Clones.Select(clone => clone.Name)])}");
            return ExitCodes.Usage;
        }

        var clones = plan.Clones.Where(clone => wanted.Length == 0 || wanted.Contains(clone.Name)).ToList();
        Targets = await CloneTargets.LookAsync(plan, clones, cancellation);
        var foreseen = new DiagnosticBag();
        if (Take is not null) await new ForeseenTables(plan, Targets, Take).CheckAsync(foreseen, cancellation);
        await reader.PrintAsync(foreseen.InOrder());
        if (foreseen.HasErrors) return ExitCode(foreseen);
        var filled = new FilledTables();
        foreach (var clone in clones)
        {
            var diagnostics = new DiagnosticBag();
            PlanCheck.Check(clone, diagnostics);
            var how = new WorkspaceOptions(parsed.GetValue(arguments.Jobs), Trust, Take) { Limit = arguments.RateLimitIn(parsed, context.Clock) };
            await using var workspace = await CloneWorkspace.OpenAsync((plan, clone), how, diagnostics, cancellation);
            if (workspace is { Planned: { } planned }) filled.Add(clone, (Targets.Of(clone.Name), planned.Target), planned.Decisions.Claimed, diagnostics);
            await reader.PrintAsync(diagnostics.InOrder());
            if (workspace is null || diagnostics.HasErrors) return ExitCode(diagnostics);
            var code = await visit(plan, workspace);
            if (code != ExitCodes.Done) return code;
        }

        return ExitCodes.Done;
    }

    /// <summary>What kind of error stopped a clone: one of the server, of safety and masks, or of the plan.</summary>
    private static int ExitCode(DiagnosticBag diagnostics)
    {
        var codes = diagnostics.InOrder().Where(item => item.Severity == Severity.Error).Select(item => item.Code).ToList();
        if (codes.Any(code => code is DiagnosticCodes.ServerFailure or DiagnosticCodes.ConnectionUnusable)) return ExitCodes.Error;
        return codes.Any(code => code.StartsWith("PGC05", StringComparison.Ordinal) || code.StartsWith("PGC12", StringComparison.Ordinal)
            || code.StartsWith("PGC13", StringComparison.Ordinal)) ? ExitCodes.Refused : ExitCodes.InvalidPlan;
    }
}
