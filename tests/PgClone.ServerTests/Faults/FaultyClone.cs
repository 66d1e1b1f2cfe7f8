using PgClone.TestKit;
using PgClone.TestKit.Faults;
using Xunit;

namespace PgClone.ServerTests.Faults;

/// <summary>A clone plan whose connections go over bad networks, between a source with a table of 10 MB and an empty target.</summary>
internal sealed class FaultyClone : IAsyncDisposable
{
    /// <summary>Bytes of a connection after which nothing but the large table can be on its way.</summary>
    public const long MiddleOfBig = 4 << 20;

    /// <summary>Bytes of a connection to the target after which little more than the end of the large table is on its way.</summary>
    public const long EndOfBig = 8_860_000;

    private const string Schema = """
        CREATE TABLE small (id int PRIMARY KEY, note text);
        INSERT INTO small VALUES (1, 'a'), (2, NULL), (3, 'c');
        CREATE TABLE big (id int PRIMARY KEY, small int REFERENCES small, filler text);
        INSERT INTO big SELECT g, 1 + g % 3, repeat(md5(g::text), 9) FROM generate_series(1, 30000) g;
        CREATE INDEX ON big (small);
        CREATE VIEW counted AS SELECT small, count(*) FROM big GROUP BY small;
        """;

    public required TestDatabase Source { get; init; }

    public required TestDatabase Target { get; init; }

    public required FaultProxy SourceProxy { get; init; }

    public required FaultProxy TargetProxy { get; init; }

    public required CloneCase Plan { get; init; }

    /// <param name="query">What the connections of both sides ask for besides, such as <c>?connect_timeout=2</c>.</param>
    /// <param name="schema">What the source holds.</param>
    /// <param name="clone">The clone, as <see cref="CloneCase"/> takes it.</param>
    /// <param name="source">The server of the source; for null that of all tests.</param>
    /// <param name="target">The server of the target; for null that of all tests.</param>
    public static async Task<FaultyClone> CreateAsync(
        string query = "", string schema = Schema, string clone = "    objects: [\"*\"]", TestServer? source = null, TestServer? target = null)
    {
        var shared = await TestServers.GetAsync(18, CancellationToken.None);
        return await BetweenAsync(await TestDatabase.CreateAsync(source ?? shared, CancellationToken.None), await TestDatabase.CreateAsync(target ?? shared, CancellationToken.None), query, schema, clone);
    }

    private static async Task<FaultyClone> BetweenAsync(TestDatabase source, TestDatabase target, string query, string schema, string clone)
    {
        await source.ExecuteAsync(schema, CancellationToken.None);
        var (before, behind) = (FaultProxy.Before(source.Server), FaultProxy.Before(target.Server));
        var plan = new CloneCase(source.Through(before), target.Through(behind), clone);
        plan.Ask(query);
        return new() { Source = source, Target = target, SourceProxy = before, TargetProxy = behind, Plan = plan };
    }

    public Task<ProductOutput> ApplyAsync() => Product.RunAsync("apply", Plan.Plan, "--yes");

    /// <summary>Asserts that the next run gives what an uninterrupted one gives.</summary>
    public async Task AssertConvergesAsync()
    {
        await Plan.ConvergeAsync();
        var verified = await Product.RunAsync("verify", Plan.Plan);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        await Oracle.AssertSameRowsAsync(Source, Target);
        if (await PgDump.FindAsync(Source.Server.Major, CancellationToken.None) is not null) await Oracle.AssertSameSchemaAsync(Source, Target);
    }

    public async ValueTask DisposeAsync()
    {
        Plan.Dispose();
        await SourceProxy.DisposeAsync();
        await TargetProxy.DisposeAsync();
        await Target.DisposeAsync();
        await Source.DisposeAsync();
    }
}
