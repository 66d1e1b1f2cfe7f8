using System.CommandLine;
using PgClone.Execution;
using PgClone.Postgres.Rows;
using PgClone.Resolution;

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

    /// <summary>How many of these build indexes.</summary>
    private Option<int?> IndexJobs { get; } = new("--index-jobs") { Description = "how many of them may build indexes at the same time, 1 to 64 (default: all)" };

    /// <summary>How fast rows are copied.</summary>
    private Option<string?> Rate { get; } = new("--rate-limit")
    {
        Description = "how many bytes of rows may leave the source in a second, such as 20MB (default: no limit)",
        HelpName = "bytes",
    };

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "print JSON on standard output" };

    /// <summary>Compare every row.</summary>
    private Option<bool> Recheck { get; } = new("--recheck")
    {
        Description = "compare every row by its values, also where the ledger and the rows' transaction numbers prove it unchanged",
    };

    /// <summary>The form of the result; null for that of --json or text.</summary>
    private Option<string?> Format { get; } = new("--format") { Description = "text, json or markdown (default: text)", HelpName = "text|json|markdown" };

    /// <summary>Arguments with the checks that the types cannot make.</summary>
    public PlanArguments()
    {
        Jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64) result.AddError("--jobs takes a number from 1 to 64");
        });
        IndexJobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 64) result.AddError("--index-jobs takes a number from 1 to 64");
        });
        Rate.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && ByteCount.Parse(token.Value) is null or < 1000)
                result.AddError($"--rate-limit takes bytes per second, from 1kB, such as 500kB, 20MB or 1GB, not '{result.Tokens[0].Value}'");
        });
        Variables.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError($"--var takes name=value, not '{token.Value}'");
        });
        Format.Validators.Add(result =>
        {
            if (result.Tokens is not [var token]) return;
            if (FormatOf(token.Value) is not { } format)
                result.AddError($"--format takes text, json or markdown, not '{token.Value}'");
            else if (format != OutputFormat.Json && result.GetResult(Json) is { Implicit: false })
                result.AddError($"--json is --format json, and does not go with --format {token.Value}");
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

    /// <summary>Adds how much of the servers a run may take.</summary>
    public void AddLimitsTo(Command command)
    {
        command.Add(IndexJobs);
        command.Add(Rate);
    }

    /// <summary>How fast rows may leave the source; null for as fast as they come.</summary>
    public RateLimit? RateLimitIn(ParseResult parsed, TimeProvider clock) =>
        parsed.GetResult(Rate) is { Tokens: [var token] } ? new(ByteCount.Parse(token.Value)!.Value, clock) : null;

    /// <summary>The limits of a run.</summary>
    public RunLimits LimitsIn(ParseResult parsed) => new(parsed.GetValue(Jobs), parsed.GetValue(IndexJobs) ?? parsed.GetValue(Jobs));

    /// <summary>Adds how rows are compared to a command that need not look at every value.</summary>
    public void AddRecheckTo(Command command) => command.Add(Recheck);

    /// <summary>How far the ledger is believed about rows, unless every row is to be compared again.</summary>
    public RowTrust TrustIn(ParseResult parsed, RowTrust usual) => parsed.GetValue(Recheck) ? RowTrust.Nothing : usual;

    /// <summary>Adds the form of the result to a command that has several.</summary>
    public void AddFormatTo(Command command) => command.Add(Format);

    /// <summary>The form that the command line asks for.</summary>
    public OutputFormat FormatIn(ParseResult parsed) =>
        parsed.GetValue(Json) ? OutputFormat.Json : parsed.GetValue(Format) is { } word ? FormatOf(word)!.Value : OutputFormat.Text;

    private static OutputFormat? FormatOf(string word) => word switch
    {
        "text" => OutputFormat.Text, "json" => OutputFormat.Json, "markdown" => OutputFormat.Markdown, _ => null,
    };
}
