using System.CommandLine;
using System.Text.Json;
using PgClone.Cli.Arguments;
using PgClone.Postgres.Sql;
using PgClone.Reports;
using PgClone.Resolution;
using PgClone.State;

namespace PgClone.Cli.Commands;

/// <summary>Compares the rows of both sides, exactly: counts and digests of every table, and the bytes of large objects, in one snapshot on each side.</summary>
internal static class VerifyCommand
{
    private const int MostKeys = 20;

    public static Command Create(CommandContext context)
    {
        var arguments = new PlanArguments();
        var rows = new Option<bool>("--rows") { Description = $"name the keys that differ, up to {MostKeys} of each table" };
        var command = new Command("verify", "Compare the rows of both sides, as the plan wants them: masked and filtered. Exits with 2 when they differ.");
        arguments.AddConnectingTo(command);
        command.Add(rows);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption(context.Terminal);
            var clones = new List<VerifiedClone>();
            var code = await new PlannedClones(context, arguments, parsed).ForEachAsync(async (_, workspace) =>
            {
                clones.Add(await CompareAsync(workspace, parsed.GetValue(rows), interruption.Stop));
                return ExitCodes.Done;
            }, interruption.Stop);
            if (code != ExitCodes.Done) return code;
            await context.Terminal.Out.WriteAsync(parsed.GetValue(arguments.Json)
                ? JsonSerializer.Serialize(new VerificationDocument(clones.ToValueList()), SavedPlanStore.Json) + "\n"
                : string.Join('\n', clones.Select(VerificationText.Render)));
            return clones.TrueForAll(clone => clone.Equal) ? ExitCodes.Done : ExitCodes.Changes;
        });
        return command;
    }

    private static async Task<VerifiedClone> CompareAsync(CloneWorkspace workspace, bool namesKeys, CancellationToken cancellation)
    {
        var tables = new List<VerifiedTable>();
        foreach (var table in workspace.Planned.Decisions.Tables.Concat(workspace.Planned.Decisions.Configuration))
        {
            var keys = namesKeys && table.IsFilled ? await DifferingKeys.FindAsync(table, workspace.Session, MostKeys, cancellation) : [];
            tables.Add(VerifiedTable.Of(table) with { Keys = keys.ToValueList() });
        }

        var objects = workspace.Planned.Decisions.LargeObjects is { } decision ? VerifiedLargeObjects.Of(decision) : null;
        var equal = tables.TrueForAll(table => table.Verdict != RowVerdict.Differs) && objects?.Verdict != RowVerdict.Differs;
        return new(workspace.Planned.Decisions.Name, equal, tables.ToValueList()) { LargeObjects = objects };
    }
}
