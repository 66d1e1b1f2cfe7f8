using System.Text.Json;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>A plan sees every difference that a reader of a table could see, and no other.</summary>
public sealed class RowComparisonTests
{
    private const int Tables = 60;

    /// <summary>A type and two of its values, equal for SQL or for a hash function, and still not the same.</summary>
    private static readonly (string Type, string There, string Here)[] AlmostEqual =
    [
        ("int8", "1", "4294967296"), ("int8", "-1", "4294967295"), ("timestamptz", "2024-01-01 00:00:00+00", "2024-01-01 01:11:34.967299+00"),
        ("timestamp", "2024-01-01 00:00:00", "2024-01-01 01:11:34.967299"), ("numeric", "1.5", "1.50"), ("numeric", "NaN", "Infinity"),
        ("float8", "0.0", "-0.0"), ("float4", "0.1", "0.10000001"), ("interval", "1 day", "24 hours"), ("char(5)", "a", "b"), ("text", "a", "a "),
        ("text", "\u00e9", "e\u0301"), ("citext", "Bob", "bob"), ("jsonb", "{\"a\": 1.0}", "{\"a\": 1.00}"), ("json", "{\"a\":1}", "{\"a\": 1}"),
        ("numeric[]", "{1.5}", "{1.50}"), ("int8[]", "{}", "{NULL}"), ("text[]", "{a,b}", "[0:1]={a,b}"), ("numrange", "[1.0,2)", "[1.00,2)"), ("bit(3)", "101", "100"),
        ("time", "00:00:00", "24:00:00"), ("timetz", "12:00+00", "13:00+01"), ("bytea", "\\x00", "\\x"), ("inet", "10.0.0.1/8", "10.0.0.1/24"), ("bool", "t", "f"),
        ("date", "0044-03-15 BC", "0044-03-15"), ("xml", "<a/>", "<a></a>"), ("tsvector", "'a':1", "'a':2"), ("money", "1.00", "1.01"), ("oid", "0", "4294967295"),
    ];

    [ServerFact(18)]
    public async Task Rows_that_exchange_the_values_of_a_column_differ()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(ForEachTable(n => $"CREATE TABLE t{n} AS SELECT i AS id, 'owner ' || i AS owner, i * 7.25 AS balance FROM generate_series(1, 40) i"), CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();

        // Other two rows in each table.
        await target.ExecuteAsync(ForEachTable(n => $"UPDATE t{n} SET owner = 'owner ' || {1 + n % 20 + 21 + n % 19} - id WHERE id IN ({1 + n % 20}, {21 + n % 19})"), CancellationToken.None);

        Assert.Equal(Tables, (await DifferingAsync(plan)).Count);
        await plan.ConvergeAsync();
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerTheory(14, 15, 18)]
    [InlineData(14, 18)]
    [InlineData(15, 15)]
    public async Task Values_that_are_almost_equal_differ(int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.ExecuteAsync("CREATE EXTENSION citext", CancellationToken.None);
        foreach (var (place, (type, there, _)) in AlmostEqual.Index())
            await source.ExecuteAsync($"CREATE TABLE t{place} (id int PRIMARY KEY, v {type}); INSERT INTO t{place} VALUES (1, $v${there}$v$), (2, NULL)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();

        foreach (var (place, (_, _, here)) in AlmostEqual.Index())
            await target.ExecuteAsync($"UPDATE t{place} SET v = $v${here}$v$ WHERE id = 1", CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, AlmostEqual.Length).Select(place => $"public.t{place}").Order(StringComparer.Ordinal), await DifferingAsync(plan));
        await plan.ConvergeAsync();
    }

    [ServerFact(15, 18)]
    public async Task Databases_of_different_encodings_compare_what_their_bytes_mean()
    {
        await using var source = TestDatabase.Unborn(await TestServers.GetAsync(15, CancellationToken.None));
        await source.OnServerAsync($"CREATE DATABASE {source.Name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0", CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TYPE mood AS ENUM ('très bien');
            CREATE TABLE t (id int PRIMARY KEY, a text, b varchar(9), c text[], d jsonb, e mood, f name, g bpchar, h tsvector, i xml);
            INSERT INTO t VALUES (1, 'café', 'é', '{ü,ß}', '{"clé": "né"}', 'très bien', 'Öl', 'ä', 'garçon', '<a>é</a>');
            """, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target);

        await plan.ConvergeAsync();

        Assert.Equal(["café|{ü,ß}"], await target.RowsAsync("SELECT a, c FROM t", CancellationToken.None));
    }

    private static string ForEachTable(Func<int, string> statement) => string.Join(";\n", Enumerable.Range(1, Tables).Select(statement));

    private static async Task<IReadOnlyList<string>> DifferingAsync(CloneCase plan)
    {
        var output = await Product.RunAsync("plan", plan.Plan, "--json");
        Assert.True(output.ExitCode == 0, output.ToString());
        using var document = JsonDocument.Parse(output.Out);
        return [.. document.RootElement.GetProperty("clones")[0].GetProperty("rows").EnumerateArray()
            .Select(rows => rows.GetProperty("table").GetString()!).Order(StringComparer.Ordinal)];
    }
}
