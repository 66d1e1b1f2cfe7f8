using System.CommandLine;
using System.CommandLine.Help;
using Npgsql;
using PgClone.Cli.Commands;
using PgClone.Diagnostics;
using PgClone.Execution;
using PgClone.Postgres.Connect;
using PgClone.Resolution;

namespace PgClone.Cli;

/// <summary>The command line: what the program is called with, and what comes back as exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line and returns its exit code; see <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandContext context)
    {
        var root = Root(context);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await context.Terminal.Error.WriteLineAsync($"pgclone: {error.Message}");
            if (Suggestion(parsed) is { } suggestion) await context.Terminal.Error.WriteLineAsync(suggestion);
            await context.Terminal.Error.WriteLineAsync("Try 'pgclone --help'.");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new()
            {
                Output = context.Terminal.Out,
                Error = context.Terminal.Error,
                EnableDefaultExceptionHandler = false,
                // Apply answers signals itself, and needs longer than two seconds to say how it went.
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (TargetLockedException error)
        {
            await context.Terminal.Error.WriteLineAsync(error.Message);
            return ExitCodes.Locked;
        }
        catch (Exception error) when (error is NpgsqlException or UnusableServerException or UnreachableDatabaseException or IOException or UnauthorizedAccessException)
        {
            await context.Terminal.Error.WriteLineAsync($"pgclone: {ServerMessage.Of(error)}");
            if (error is NpgsqlException or UnreachableDatabaseException)
                await context.Terminal.Error.WriteLineAsync("What was done stays. Once the server answers: run it again.");
            return ExitCodes.Error;
        }
    }

    // No RootCommand: that one is called as the file that runs, dotnet's host included.
    private static Command Root(CommandContext context) => new("pgclone", "Clone PostgreSQL databases from a plan in git: plan, apply, diff.")
    {
        new HelpOption { Recursive = true },
        new VersionOption(),
        ValidateCommand.Create(context),
        PlanCommand.Create(context),
        ApplyCommand.Create(context),
        DiffCommand.Create(context),
        VerifyCommand.Create(context),
        GraphCommand.Create(context),
        SchemaCommand.Create(context),
        DemoCommand.Create(context),
    };

    private static string? Suggestion(ParseResult parsed)
    {
        var known = parsed.CommandResult.Command.Options.Select(option => option.Name).Concat(parsed.CommandResult.Command.Subcommands.Select(command => command.Name)).ToHashSet();
        var words = parsed.UnmatchedTokens.Concat(parsed.Tokens.Select(token => token.Value)).ToList();
        var unknown = words.Find(word => word.StartsWith("--", StringComparison.Ordinal) && !known.Contains(word)) ?? words.Find(word => !known.Contains(word));
        return unknown is null ? null : NearestName.DidYouMean(unknown, known);
    }
}
