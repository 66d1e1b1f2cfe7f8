using System.Globalization;
using CsCheck;
using Npgsql;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>Whatever happens to the rows of the source, and to those of the target, an apply makes them the same again, and leaves nothing for a second plan.</summary>
public sealed class RandomRefreshTests
{
    private const string Schema = """
        CREATE TABLE keyed (id int PRIMARY KEY, v text, n numeric);
        CREATE TABLE composite (a int, b text, v float8, PRIMARY KEY (b, a));
        CREATE TABLE keyless (a int, b text);
        CREATE TABLE odd (a int, j json, p point, f float8, n numeric, u int UNIQUE, twice int GENERATED ALWAYS AS (a * 2) STORED);
        CREATE TABLE copies (part int, v text) PARTITION BY LIST (part);
        CREATE TABLE copies_0 PARTITION OF copies FOR VALUES IN (0, 1);
        CREATE TABLE copies_rest PARTITION OF copies DEFAULT;
        CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE DEFERRABLE, place int UNIQUE);
        CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent ON DELETE CASCADE ON UPDATE CASCADE, v int);
        CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree ON DELETE CASCADE ON UPDATE CASCADE, v text);
        CREATE TABLE always (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text);
        CREATE TABLE computed (id int PRIMARY KEY, v int, twice int GENERATED ALWAYS AS (v * 2) STORED);
        CREATE TABLE parted (id int, part int, v text, PRIMARY KEY (id, part)) PARTITION BY LIST (part);
        CREATE TABLE parted_0 PARTITION OF parted FOR VALUES IN (0);
        CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1, 2);
        CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
        INSERT INTO keyed SELECT g, 'v' || g, g FROM generate_series(1, 400) g;
        INSERT INTO composite SELECT g % 40, 'b' || g / 40, g FROM generate_series(1, 400) g;
        INSERT INTO keyless SELECT g % 9, 'b' || g % 7 FROM generate_series(1, 300) g;
        INSERT INTO odd SELECT g % 400, '{"a": 1}', point(g % 5, 1), 0.0, 1.5, NULLIF(g, 3 * (g / 3)) FROM generate_series(1, 2500) g;
        INSERT INTO copies SELECT g % 4, 'v' || g % 700 FROM generate_series(1, 3000) g;
        INSERT INTO parent SELECT g, 'code ' || g, g FROM generate_series(1, 300) g;
        INSERT INTO child SELECT g, 1 + g % 300, g FROM generate_series(1, 600) g;
        INSERT INTO tree SELECT g, NULLIF(g / 2, 0), 'v' FROM generate_series(1, 300) g;
        INSERT INTO always (v) SELECT 'v' || g FROM generate_series(1, 300) g;
        INSERT INTO computed SELECT g, g FROM generate_series(1, 300) g;
        INSERT INTO parted SELECT g, g % 5, 'v' || g FROM generate_series(1, 400) g;
        """;

    /// <summary>The histories that are asked for, as PGCLONE_RANDOM_REFRESHES=100-139 does; null for the same in every run. Each has four rounds, of which two are played by default.</summary>
    private static readonly (int From, int To)? Asked = Environment.GetEnvironmentVariable("PGCLONE_RANDOM_REFRESHES") is { Length: > 0 } range
        ? (int.Parse(range.Split('-')[0], CultureInfo.InvariantCulture), int.Parse(range.Split('-')[1], CultureInfo.InvariantCulture)) : null;

    private static readonly Gen<int> Some = Gen.Int[1, 400];

    private static readonly Gen<string> Change = Gen.OneOf(
        Gen.Select(Among("keyed", "tree", "always", "computed", "parent", "child"), Some).Select((table, id) => $"DELETE FROM {table} WHERE id = {id}"),
        Gen.Select(Among("keyed", "tree", "always", "parted"), Some, Gen.Int[1, 9]).Select((table, id, n) => $"UPDATE {table} SET v = 'changed {n}' WHERE id % 97 = {id % 97}"),
        Gen.Select(Some, Some).Select((id, n) => $"UPDATE computed SET v = {n} WHERE id BETWEEN {id} AND {id + 3}"),
        Gen.Select(Some, Gen.Int[1, 99]).Select((id, n) => $"INSERT INTO keyed SELECT g, 'new {n}', {n}.50 FROM generate_series({id + 300}, {id + 300 + n}) g ON CONFLICT DO NOTHING"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE keyed SET id = CASE id WHEN {one} THEN -{other} ELSE -{one} END WHERE id IN ({one}, {other}); UPDATE keyed SET id = -id WHERE id < 0"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE keyed SET id = {one + 5000} WHERE id = {other}"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE composite SET a = a + 100, b = b || 'x' WHERE a = {one % 40} AND b = 'b{other % 10}'"),
        Some.Select(id => $"DELETE FROM composite WHERE a = {id % 40}"),
        Some.Select(id => $"INSERT INTO composite SELECT g, 'b{id % 12}', g / 3.0 FROM generate_series(30, 50) g ON CONFLICT (a, b) DO UPDATE SET v = -0.0"),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7]).Select((a, b) => $"INSERT INTO keyless VALUES ({a}, 'b{b}'), ({a}, 'b{b}'), (NULL, NULL)"),
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7]).Select((a, b) => $"DELETE FROM keyless WHERE ctid = (SELECT min(ctid) FROM keyless WHERE a = {a} AND b = 'b{b}')"),
        Gen.Int[0, 9].Select(a => $"UPDATE keyless SET b = 'b' WHERE a = {a}"),
        Gen.Select(Some, Gen.Int[1, 5]).Select((a, n) => $"INSERT INTO odd SELECT o.a, o.j, o.p, o.f, o.n, NULL FROM odd o, generate_series(1, {n}) WHERE o.a = {a}"),
        Gen.Select(Some, Gen.Int[1, 3]).Select((a, n) => $"DELETE FROM odd WHERE ctid IN (SELECT ctid FROM odd WHERE a = {a} AND u IS NULL LIMIT {n})"),
        Gen.Select(Some, Among("j = '{\"a\":1}'", "p = NULL", "f = -0.0", "n = 1.50", "a = -a")).Select((a, what) => $"UPDATE odd SET {what} WHERE a = {a}"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE odd SET u = -u WHERE u IN ({one}, {other}); UPDATE odd SET u = {one} + {other} + u WHERE u < 0 AND {one} <> {other}"),
        Gen.Select(Some, Gen.Int[0, 5]).Select((v, part) => $"UPDATE copies SET part = {part} WHERE v = 'v{v}'"),
        Gen.Select(Some, Gen.Int[1, 4]).Select((v, n) => $"INSERT INTO copies SELECT c.* FROM copies c, generate_series(1, {n}) WHERE v = 'v{v}'"),
        Some.Select(v => $"DELETE FROM copies WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM copies WHERE v = 'v{v}' LIMIT 1)"),
        Gen.Select(Some, Some).Select((one, other) =>
            $"BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE parent SET code = CASE id WHEN {one} THEN 'code {other}' ELSE 'code {one}' END WHERE code IN ('code {one}', 'code {other}') AND id IN ({one}, {other}); COMMIT"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE parent SET place = -place WHERE id IN ({one}, {other}); UPDATE parent SET place = {one} + {other} - id WHERE place < 0 AND {one} <> {other}"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE parent SET id = {one + 1000} WHERE id = {other}"),
        Some.Select(id => $"WITH gone AS (DELETE FROM parent WHERE id = {id} RETURNING *) SELECT * FROM gone; INSERT INTO parent VALUES ({id + 2000}, 'code {id}', {id}) ON CONFLICT DO NOTHING"),
        Gen.Select(Some, Some).Select((id, parent) => $"INSERT INTO child SELECT {id + 600}, id, 0 FROM parent WHERE id = {parent} ON CONFLICT (id) DO UPDATE SET parent = EXCLUDED.parent"),
        Some.Select(id => $"UPDATE child SET parent = NULL WHERE parent = {id}"),
        Gen.Select(Some, Some).Select((id, up) => $"UPDATE tree SET up = (SELECT id FROM tree WHERE id = {up}) WHERE id = {id}"),
        Gen.Select(Some, Some).Select((one, other) => $"UPDATE tree SET id = {one + 1000} WHERE id = {other}"),
        Gen.Select(Some, Some).Select((id, up) => $"INSERT INTO tree SELECT {id + 300}, id, 'new' FROM tree WHERE id = {up} ON CONFLICT DO NOTHING"),
        Gen.Int[1, 60].Select(n => $"INSERT INTO always (v) SELECT 'new' FROM generate_series(1, {n})"),
        Some.Select(id => $"UPDATE always SET id = DEFAULT WHERE id = {id}"),
        Gen.Select(Some, Gen.Int[0, 5]).Select((id, part) => $"UPDATE parted SET part = {part} WHERE id = {id}"),
        Gen.Select(Some, Gen.Int[0, 5]).Select((id, part) => $"INSERT INTO parted SELECT g, {part}, 'new' FROM generate_series({id}, {id} + 20) g ON CONFLICT DO NOTHING"),
        Gen.Int[0, 5].Select(part => $"DELETE FROM parted WHERE part = {part}"),
        Among("keyed", "composite", "keyless", "odd", "copies_0", "child", "tree", "always", "computed", "parted_1").Select(table => $"TRUNCATE {table}"),
        Gen.Const("TRUNCATE parent CASCADE"));

    // Now and then, so that tables are seldom empty for long.
    private static readonly Gen<string[]> Round = Gen.Select(Change.Array[1, 12], Gen.Int[0, 3])
        .Select((changes, kept) => kept > 0 ? [.. changes.Where(change => !change.StartsWith("TRUNCATE", StringComparison.Ordinal))] : changes);

    private static readonly Gen<(string[] Source, string[] Target)[]> History = Gen.Select(Round, Change.Array[0, 2]).Array[4];

    /// <summary>Versions of the source and the target.</summary>
    public static TheoryData<int, int> Versions => Asked is null && !LongRun.IsAsked ? new() { { 18, 18 } } : new() { { 18, 18 }, { 14, 18 } };

    [ServerTheory(14, 18)]
    [MemberData(nameof(Versions))]
    public async Task Random_changes_of_rows_are_brought_along(int from, int to)
    {
        var (first, last) = Asked ?? (LongRun.IsAsked ? (1, 6) : (1, 1));
        for (var seed = first; seed <= last; seed++)
        {
            await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
            await source.ExecuteAsync(Schema, CancellationToken.None);
            await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
            using var plan = new CloneCase(source, target);
            await plan.ConvergeAsync();
            var told = new List<string>();
            foreach (var (changes, drifts) in Drawn(seed).Take(Asked is null && !LongRun.IsAsked ? 2 : 4))
            {
                foreach (var change in changes) told.Add($"source: {change}{(await TryAsync(source, change) ? "" : " (refused)")}");
                foreach (var drift in drifts) told.Add($"target: {drift}{(await TryAsync(target, drift) ? "" : " (refused)")}");
                try
                {
                    await plan.ConvergeAsync();
                    var verified = await Product.RunAsync("verify", plan.Plan);
                    Assert.True(verified.ExitCode == 0, verified.ToString());
                    await Oracle.AssertSameRowsAsync(source, target);
                }
                catch (Exception error)
                {
                    Assert.Fail($"seed {seed}, after:\n{string.Join("\n", told)}\n{error.Message}");
                }
            }
        }
    }

    private static Gen<string> Among(params string[] tables) => Gen.Int[0, tables.Length - 1].Select(place => tables[place]);

    private static (string[] Source, string[] Target)[] Drawn(int seed) => History.Generate(new PCG(1, (ulong)seed), null, out _);

    /// <summary>What a key refuses on rows as they are by then is no change.</summary>
    private static async Task<bool> TryAsync(TestDatabase database, string change)
    {
        try
        {
            await database.ExecuteAsync(change, CancellationToken.None);
            return true;
        }
        catch (PostgresException)
        {
            return false;
        }
    }
}
