using System.Reflection;
using Npgsql;
using PgClone.Cli.Commands;
using PgClone.Postgres.Cluster;
using PgClone.Postgres.Connect;

namespace PgClone.Cli.Demo;

/// <summary>The demo: a shop on one server, its masked clone on another.</summary>
internal sealed class ShopDemo(CommandContext context)
{
    private const string PlanName = "shop.pgclone.yaml";

    private static readonly (string Title, string Query)[] Samples =
    [
        ("customers", "SELECT first_name, email, phone, national_id FROM shop.customers ORDER BY customer_id LIMIT 3"),
        ("employees", "SELECT full_name, email, salary::text FROM hr.employees ORDER BY employee_id LIMIT 3"),
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
            var code = await WalkAsync(["plan", plan]);
            if (code == ExitCodes.Done) code = await WalkAsync(["apply", plan, "--yes"]);
            if (code != ExitCodes.Done) return code;
            await CompareAsync(source, target, cancellation);
            return await WalkAsync(["plan", plan, "--detailed-exitcode"]);
        }
        finally
        {
            directory.Delete(recursive: true);
            await SayAsync("Stopping both servers and removing all that was made.");
        }
    }

    private async Task<int> WalkAsync(string[] command)
    {
        await SayAsync($"\n$ pgclone {string.Join(' ', command)}");
        return await CommandLine.RunAsync(command, context);
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

    private async Task CompareAsync(LocalServer source, LocalServer target, CancellationToken cancellation)
    {
        foreach (var (title, query) in Samples)
        {
            await context.Terminal.Out.WriteLineAsync($"\n{title}, on the source and on the target:");
            var raw = await RowsAsync(source.ConnectionString("shop"), query, cancellation);
            var masked = await RowsAsync(target.ConnectionString("shop_development"), query, cancellation);
            foreach (var (before, after) in raw.Zip(masked))
                await context.Terminal.Out.WriteLineAsync($"  {string.Join(" | ", before)}\n  {new string(' ', 2)}→ {string.Join(" | ", after)}");
        }

        await context.Terminal.Out.WriteLineAsync();
    }

    private static async Task<List<string[]>> RowsAsync(string connectionString, string query, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(cancellation))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(place => reader.IsDBNull(place) ? "NULL" : reader.GetString(place))]);
        return rows;
    }

    private Task SayAsync(string text) => context.Terminal.Error.WriteLineAsync(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
