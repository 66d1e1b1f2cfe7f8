using System.CommandLine;

namespace PgClone.Cli.Arguments;

/// <summary>The arguments of the commands that read a clone plan.</summary>
public sealed class PlanArguments
{
    /// <summary>The clone plan; for apply and graph also a saved plan.</summary>
    public Argument<string> File { get; } = new("plan") { Description = "the clone plan (*.pgclone.yaml)" };

    /// <summary>Values of plan variables.</summary>
    public Option<string[]> Variables { get; } = new("--var") { Description = "set a plan variable: --var name=value", HelpName = "name=value", DefaultValueFactory = _ => [] };

    /// <summary>The environment of the plan.</summary>
    public Option<string?> Environment { get; } = new("--env") { Description = "the environment of the plan to use" };

    /// <summary>The clones to look at.</summary>
    public Option<string[]> Clones { get; } = new("--clone") { Description = "only this clone of the plan (may be repeated)", DefaultValueFactory = _ => [] };

    /// <summary>How many steps run at the same time.</summary>
    public Option<int> Jobs { get; } = new("--jobs")
    {
        Description = "how many steps run at the same time, 1 to 64 (default: one per core, at least 2)",
        DefaultValueFactory = _ => Math.Clamp(System.Environment.ProcessorCount, 2, 16),
    };

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "print JSON on standard output" };

    /// <summary>Arguments with the checks that the types cannot make.</summary>
    public PlanArguments()
    {
        Jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64) result.AddError("--jobs takes a number from 1 to 64");
        });
        Variables.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError($"--var takes name=value, not '{token.Value}'");
        });
        // A misspelt option would else be taken for the file.
        File.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', _, ..] } token]) result.AddError($"unknown option '{token.Value}'");
        });
    }

    /// <summary>True when the command line says something that changes what a clone plan means.</summary>
    public bool IsVaried(ParseResult parsed) => parsed.GetValue(Variables) is { Length: > 0 } || parsed.GetValue(Environment) is not null;

    /// <summary>Adds the file and the options of reading a plan to a command.</summary>
    public void AddReadingTo(Command command)
    {
        command.Add(File);
        command.Add(Variables);
        command.Add(Environment);
    }

    /// <summary>Adds also the options of connecting to the plan's servers.</summary>
    public void AddConnectingTo(Command command)
    {
        AddReadingTo(command);
        command.Add(Clones);
        command.Add(Jobs);
        command.Add(Json);
    }
}
