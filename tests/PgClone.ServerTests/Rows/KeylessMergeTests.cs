using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>Of a table without a key only the copies that are too many or too few are touched.</summary>
public sealed class KeylessMergeTests
{
    // Of the rows from 1 to 3000 each is there once, and some others are there five times.
    private const string Log = """
        CREATE TYPE mood AS ENUM ('glad', 'sad');
        CREATE TABLE log (n int, v text, j json, p point, x xml, m mood, f float8, serial bigint GENERATED ALWAYS AS IDENTITY, size int GENERATED ALWAYS AS (length(v)) STORED);
        CREATE INDEX ON log (n);
        INSERT INTO log (n, v, j, p, x, m, f) SELECT g, 'v' || g, '{"a": 1}', point(g, 1), '<a/>', 'glad', 0.5 FROM generate_series(1, 3000) g;
        INSERT INTO log (n, v, j) SELECT -g, NULL, '{"b":1}' FROM generate_series(1, 4) g, generate_series(1, 5);
        """;

    private const string Copies = "SELECT n, count(*) FROM log WHERE n < 0 GROUP BY n ORDER BY n";

    private const string Untouched = "SELECT ctid, xmin FROM log WHERE n IN (2999, -4) ORDER BY 1";

    [ServerTheory(14, 18)]
    [InlineData(14, 18)]
    [InlineData(18, 18)]
    public async Task Copies_that_are_too_many_go_and_those_that_lack_come(int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.ExecuteAsync(Log, CancellationToken.None);
        await source.ExecuteAsync("ALTER TABLE log ALTER serial DROP IDENTITY; UPDATE log SET serial = 7; ALTER TABLE log ALTER serial ADD GENERATED ALWAYS AS IDENTITY", CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        var untouched = await target.RowsAsync(Untouched, CancellationToken.None);
        await source.ExecuteAsync("""
            DELETE FROM log WHERE ctid IN (SELECT ctid FROM log WHERE n = -1 LIMIT 2);
            INSERT INTO log (n, v, j, serial) OVERRIDING SYSTEM VALUE VALUES (-2, NULL, '{"b":1}', 7), (-2, NULL, '{"b":1}', 7), (-5, NULL, NULL, 7), (-5, NULL, NULL, 7);
            UPDATE log SET j = '{"b": 1}' WHERE n = -3;
            UPDATE log SET f = -0.0, p = NULL WHERE n = 9;
            UPDATE log SET x = '<a></a>', m = 'sad' WHERE n = 10;
            DELETE FROM log WHERE n = 11;
            """, CancellationToken.None);
        await target.ExecuteAsync("""DELETE FROM log WHERE n = 20; INSERT INTO log (n, v, j, serial) OVERRIDING SYSTEM VALUE VALUES (-1, NULL, '{"b":1}', 7), (-9, NULL, NULL, 7)""", CancellationToken.None);

        var planned = await Product.RunAsync("plan", plan.Plan);
        var applied = await plan.ConvergeAsync();

        Assert.Matches(@"~ public\.log .* of 302\d rows differ", planned.Out);
        Assert.Contains("merge public.log", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["-5|2", "-4|5", "-3|5", "-2|7", "-1|3"], await target.RowsAsync(Copies, CancellationToken.None));
        Assert.Equal(["0"], await target.RowsAsync("SELECT count(*) FROM log WHERE n = -3 AND j::text <> '{\"b\": 1}'", CancellationToken.None));
        Assert.Equal(untouched, await target.RowsAsync(Untouched, CancellationToken.None));
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task Where_most_rows_may_differ_all_are_replaced()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE log AS SELECT g AS n FROM generate_series(1, 5000) g;
            CREATE TABLE alike AS SELECT 1 AS n FROM generate_series(1, 5000);
            CREATE TABLE few AS SELECT 1 AS n FROM generate_series(1, 9);
            CREATE TABLE nothing ();
            INSERT INTO nothing SELECT FROM generate_series(1, 9);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE log SET n = n + 1 WHERE n % 2 = 0; INSERT INTO alike VALUES (1), (1), (1); INSERT INTO few VALUES (1), (2); INSERT INTO nothing SELECT", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("reload public.log", applied.Error, StringComparison.Ordinal);
        Assert.Contains("reload public.alike", applied.Error, StringComparison.Ordinal);
        Assert.Contains("merge public.few", applied.Error, StringComparison.Ordinal);
        Assert.Contains("reload public.nothing", applied.Error, StringComparison.Ordinal);
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task Unique_values_pass_from_row_to_row_and_foreign_keys_to_them_come_again()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE EXTENSION citext;
            CREATE TABLE place (name citext PRIMARY KEY, note text);
            CREATE TABLE slot (code int UNIQUE, v text, span int4range, EXCLUDE USING gist (span WITH &&));
            CREATE TABLE refers (slot int REFERENCES slot (code) ON DELETE CASCADE, place citext REFERENCES place ON DELETE CASCADE, v text);
            INSERT INTO place SELECT 'Place ' || g, 'note' FROM generate_series(1, 2000) g;
            INSERT INTO slot SELECT g, 'v' || g, int4range(g, g + 1) FROM generate_series(1, 2000) g;
            INSERT INTO refers SELECT g, 'place ' || g, 'v' FROM generate_series(1, 2000) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            UPDATE slot SET v = CASE v WHEN 'v1' THEN 'v2' ELSE 'v1' END WHERE v IN ('v1', 'v2');
            DELETE FROM slot WHERE code = 7; INSERT INTO slot VALUES (7, 'again', int4range(7, 8)), (5000, 'new', NULL);
            UPDATE place SET note = 'other' WHERE name = 'place 3'; UPDATE place SET name = 'PLACE 4' WHERE name = 'place 4'; INSERT INTO place VALUES ('new');
            INSERT INTO refers VALUES (5000, 'new', 'v'), (5000, 'new', 'v');
            """, CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        foreach (var table in new[] { "slot", "place", "refers" }) Assert.Contains($"merge public.{table}", applied.Error, StringComparison.Ordinal);
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task Masks_filters_partitions_triggers_rules_and_row_security_are_obeyed()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE m (id int, part int, mail text, note text) PARTITION BY LIST (part);
            CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
            CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
            CREATE TABLE base (id int, v text);
            CREATE TABLE child (w text) INHERITS (base);
            INSERT INTO m SELECT g, 1 + g % 2, 'user' || g || '@example.com', 'n' FROM generate_series(1, 4000) g;
            INSERT INTO base SELECT g, 'v' FROM generate_series(1, 2000) g;
            INSERT INTO child SELECT g, 'v', 'w' FROM generate_series(1, 2000) g;
            CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
            CREATE TRIGGER meddles BEFORE INSERT OR UPDATE OR DELETE ON m FOR EACH ROW EXECUTE FUNCTION meddle();
            CREATE RULE kept AS ON DELETE TO child DO INSTEAD NOTHING;
            ALTER TABLE base ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.m: { where: "id <> 13" } }
                masks: { rules: { public.m.mail: email } }
            """);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            SET session_replication_role = replica;
            UPDATE m SET note = 'changed' WHERE id IN (10, 13); UPDATE m SET part = 2 WHERE id = 20; INSERT INTO m SELECT * FROM m WHERE id = 40;
            ALTER TABLE child DISABLE RULE kept; DELETE FROM child WHERE id = 5; ALTER TABLE child ENABLE RULE kept; INSERT INTO base VALUES (5, 'v'), (5, 'v');
            """, CancellationToken.None);
        await target.ExecuteAsync("SET session_replication_role = replica; UPDATE m SET mail = 'raw@example.com' WHERE id = 30", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        foreach (var table in new[] { "m1", "m2", "base", "child" }) Assert.Contains($"merge public.{table}", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["10|1|changed", "20|2|n", "30|1|n", "40|1|n", "40|1|n"],
            await target.RowsAsync("SELECT id, part, note FROM m WHERE id IN (10, 13, 20, 30, 40) AND mail LIKE 'u***%' ORDER BY id", CancellationToken.None));
    }

    [ServerTheory(14, 18)]
    [InlineData(14, "FOR ALL TABLES", "DEFAULT", false)]
    [InlineData(18, "FOR TABLES IN SCHEMA public", "NOTHING", false)]
    [InlineData(18, "FOR TABLE log, m", "DEFAULT", false)]
    [InlineData(18, "FOR TABLE log, m WITH (publish = 'insert, truncate')", "DEFAULT", true)]
    [InlineData(18, "FOR TABLE log, m1", "FULL", true)]
    [InlineData(18, "FOR TABLE log (n), m1 (n)", "FULL", false)]
    public async Task Published_rows_go_alone_only_where_subscribers_can_tell_them(int version, string published, string identity, bool merged)
    {
        await using var source = await TestServers.CreateDatabaseAsync(version, CancellationToken.None);
        await source.ExecuteAsync($"""
            CREATE TABLE log (n int, v text);
            CREATE TABLE m (n int) PARTITION BY RANGE (n);
            CREATE TABLE m1 PARTITION OF m DEFAULT;
            INSERT INTO log SELECT g, 'v' FROM generate_series(1, 2000) g;
            INSERT INTO m SELECT g FROM generate_series(1, 2000) g;
            ALTER TABLE log REPLICA IDENTITY {identity};
            ALTER TABLE m1 REPLICA IDENTITY {identity};
            CREATE PUBLICATION p {published};
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("INSERT INTO log VALUES (1, 'v'); INSERT INTO m VALUES (1)", CancellationToken.None);

        var planned = await Product.RunAsync("plan", plan.Plan);
        var applied = await plan.ConvergeAsync();

        const string Refused = "2001 rows on the target, 2000 wanted, and none can go alone: they are published without a replica identity";
        Assert.Equal(merged ? 0 : 2, planned.Out.Split(Refused).Length - 1);
        foreach (var table in new[] { "log", "m1" }) Assert.Contains($"{(merged ? "merge" : "reload")} public.{table}", applied.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_key_that_is_published_without_a_replica_identity_does_not_help()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE keyed (id int PRIMARY KEY, v text);
            INSERT INTO keyed SELECT g, 'v' FROM generate_series(1, 2000) g;
            ALTER TABLE keyed REPLICA IDENTITY NOTHING;
            CREATE PUBLICATION p FOR TABLE keyed;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("INSERT INTO keyed VALUES (5000, 'new')", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("reload public.keyed", applied.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_saved_plan_brings_later_copies_along_and_verify_names_no_key()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE log AS SELECT g % 2000 AS n, 'v' AS v FROM generate_series(1, 6000) g", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("INSERT INTO log VALUES (1, 'v')", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await source.ExecuteAsync("INSERT INTO log VALUES (2, 'v'), (1, 'v'); DELETE FROM log WHERE n = 3", CancellationToken.None);

        var verified = await Product.RunAsync("verify", plan.Plan, "--rows");
        var applied = await Product.RunAsync("apply", plan.SavedPlan);

        Assert.Contains("! public.log: 6,000 rows, at least 3 of 6000 rows differ", verified.Out, StringComparison.Ordinal);
        Assert.True(applied.ExitCode == 0, applied.ToString());
        await plan.AssertConvergedAsync();
        await Oracle.AssertSameRowsAsync(source, target);
    }
}
