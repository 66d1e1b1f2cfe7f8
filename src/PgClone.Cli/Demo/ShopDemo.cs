using System.Reflection;
using System.Text.Json;
using Npgsql;
using PgClone.Cli.Arguments;
using PgClone.Cli.Commands;
using PgClone.Postgres.Cluster;
using PgClone.Postgres.Connect;
using PgClone.Postgres.Sql;
using PgClone.State;

namespace PgClone.Cli.Demo;

/// <summary>The demo: a shop on one server, its masked clone on another.</summary>
internal sealed class ShopDemo(CommandContext context, OutputFormat format)
{
    private const string PlanName = "shop.pgclone.yaml";

    private static readonly (string Table, string Query)[] Samples =
    [
        ("shop.customers", "SELECT first_name, email, phone, national_id FROM shop.customers ORDER BY customer_id LIMIT 3"),
        ("hr.employees", "SELECT full_name, email, salary::text AS salary FROM hr.employees ORDER BY employee_id LIMIT 3"),
    ];

    /// <summary>Runs the demo; its exit code is that of the first command that does not end well.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (older, newer) = await ChooseServersAsync(cancellation);
        await SayAsync($"Starting PostgreSQL {older.Major} as the source and {newer.Major} as the target, on loopback ports.");
        await using var source = await LocalServer.StartAsync(older, new(), cancellation);
        await using var target = await LocalServer.StartAsync(newer, new(), cancellation);
        var directory = Directory.CreateTempSubdirectory("pgclone-demo-");
        try
        {
            await SayAsync("Loading the sample shop into the source.");
            await LoadAsync(source, cancellation);
            var plan = Path.Combine(directory.FullName, PlanName);
            await File.WriteAllTextAsync(plan, Resource(PlanName), cancellation);
            SetEnvironment(source, target);
            return format == OutputFormat.Json ? await TellAsync(plan, source, target, cancellation) : await ShowAsync(plan, source, target, cancellation);
        }
        finally
        {
            directory.Delete(recursive: true);
            await SayAsync("Stopping both servers and removing all that was made.");
        }
    }

    /// <summary>For people: what each command prints, and a few rows.</summary>
    private async Task<int> ShowAsync(string plan, LocalServer source, LocalServer target, CancellationToken cancellation)
    {
        var code = await WalkAsync(context, ["plan", plan]);
        if (code == ExitCodes.Done) code = await WalkAsync(context, ["apply", plan, "--yes"]);
        if (code != ExitCodes.Done) return code;
        foreach (var sample in await SamplesAsync(source, target, cancellation))
        {
            await context.Terminal.Out.WriteLineAsync($"\n{sample.Table}, on the source and on the target:");
            foreach (var row in sample.Rows) await context.Terminal.Out.WriteLineAsync($"  {Line(row.Source)}\n  {new string(' ', 2)}→ {Line(row.Target)}");
        }

        await context.Terminal.Out.WriteLineAsync();
        return await WalkAsync(context, ["plan", plan, "--detailed-exitcode"]);

        static string Line(IEnumerable<string?> values) => string.Join(" | ", values.Select(value => value ?? "NULL"));
    }

    /// <summary>For programs: one document of it all, whatever it came to.</summary>
    private async Task<int> TellAsync(string plan, LocalServer source, LocalServer target, CancellationToken cancellation)
    {
        var document = new DemoDocument { SourceVersion = await VersionAsync(source, cancellation), TargetVersion = await VersionAsync(target, cancellation) };
        var (code, planned) = await ReadAsync(["plan", plan, "--json"]);
        document = document with { Plan = SummaryIn(planned) };
        if (code == ExitCodes.Done)
        {
            (code, var applied) = await ReadAsync(["apply", plan, "--yes", "--json"]);
            document = document with { Run = applied is { } runs && runs.GetProperty("runs") is { } list && list.GetArrayLength() == 1 ? list[0] : null };
        }

        if (code == ExitCodes.Done)
        {
            document = document with { Samples = (await SamplesAsync(source, target, cancellation)).ToValueList() };
            (code, var second) = await ReadAsync(["plan", plan, "--detailed-exitcode", "--json"]);
            document = document with { SecondPlan = SummaryIn(second), SecondPlanIsEmpty = second?.GetProperty("unchanged").GetBoolean() };
        }

        await context.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(document, SavedPlanStore.Json));
        return code;
    }

    private static JsonElement? SummaryIn(JsonElement? plan) => plan?.GetProperty("clones")[0].GetProperty("summary");

    private async Task<int> WalkAsync(CommandContext within, string[] command)
    {
        await SayAsync($"\n$ pgclone {string.Join(' ', command)}");
        return await CommandLine.RunAsync(command, within);
    }

    /// <summary>The document that a command prints; null when it came to none.</summary>
    private async Task<(int Code, JsonElement? Document)> ReadAsync(string[] command)
    {
        await using var printed = new StringWriter();
        var code = await WalkAsync(context with { Terminal = context.Terminal with { Out = printed } }, command);
        if (printed.ToString() is not { Length: > 0 } text) return (code, null);
        using var document = JsonDocument.Parse(text);
        return (code, document.RootElement.Clone());
    }

    /// <summary>Two different major versions where two can be had: cloning between versions is half of the point.</summary>
    private static async Task<(ServerBinaries Older, ServerBinaries Newer)> ChooseServersAsync(CancellationToken cancellation)
    {
        var finder = new ServerBinariesFinder(NpmServerStore.Default());
        var installed = (await finder.InstalledAsync(cancellation)).Where(server => server.Major >= ServerVersion.Oldest.Major).OrderBy(server => server.Major).ToList();
        if (installed.Count > 0 && installed[0].Major < installed[^1].Major) return (installed[0], installed[^1]);
        var newest = NpmServerStore.Majors[^1];
        if (installed.Count == 0) return (await finder.FindAsync(NpmServerStore.Majors[0], cancellation), await finder.FindAsync(newest, cancellation));
        try
        {
            var other = await finder.FindAsync(installed[0].Major == newest ? NpmServerStore.Majors[0] : newest, cancellation);
            return other.Major > installed[0].Major ? (installed[0], other) : (other, installed[0]);
        }
        catch (ClusterException)
        {
            // One version will do.
            return (installed[0], installed[0]);
        }
    }

    private static async Task LoadAsync(LocalServer server, CancellationToken cancellation)
    {
        await using var maintenance = new NpgsqlConnection(server.ConnectionString("postgres"));
        await maintenance.OpenAsync(cancellation);
        await new ScriptSession(maintenance).RunAsync("CREATE DATABASE shop", cancellation);
        await using var connection = new NpgsqlConnection(server.ConnectionString("shop"));
        await connection.OpenAsync(cancellation);
        await new ScriptSession(connection).RunAsync(Resource("shop.sql"), cancellation);
        await new ScriptSession(connection).RunAsync("ANALYZE", cancellation);
    }

    private static void SetEnvironment(LocalServer source, LocalServer target)
    {
        Environment.SetEnvironmentVariable("SHOP_SOURCE_URL", $"postgresql://postgres@{source.Host}:{source.Port}/shop");
        Environment.SetEnvironmentVariable("SHOP_TARGET_URL", $"postgresql://postgres@{target.Host}:{target.Port}/shop_development");
        // A key for this run alone: nobody needs to remember a demo.
        Environment.SetEnvironmentVariable("PGCLONE_MASK_KEY", Guid.NewGuid().ToString("N"));
    }

    private static async Task<List<DemoSample>> SamplesAsync(LocalServer source, LocalServer target, CancellationToken cancellation)
    {
        var samples = new List<DemoSample>();
        foreach (var (table, query) in Samples)
        {
            var (columns, raw) = await RowsAsync(source.ConnectionString("shop"), query, cancellation);
            var (_, masked) = await RowsAsync(target.ConnectionString("shop_development"), query, cancellation);
            samples.Add(new(table, columns, raw.Zip(masked, (before, after) => new DemoRow(before, after)).ToValueList()));
        }

        return samples;
    }

    private static async Task<(ValueList<string> Columns, List<ValueList<string?>> Rows)> RowsAsync(string connectionString, string query, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<ValueList<string?>>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(Enumerable.Range(0, reader.FieldCount).Select(place => reader.IsDBNull(place) ? null : reader.GetString(place)).ToValueList());
        return (Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToValueList(), rows);
    }

    private static async Task<string> VersionAsync(LocalServer server, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync(cancellation);
        return connection.PostgreSqlVersion.ToString();
    }

    private Task SayAsync(string text) => context.Terminal.Error.WriteLineAsync(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
