using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>Of a table with a key only the rows that differ are touched, whatever they refer to and exchange.</summary>
public sealed class MergeTests
{
    private const string Family = """
        CREATE TABLE region (id int PRIMARY KEY, name text NOT NULL);
        CREATE TABLE person (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, region int NOT NULL REFERENCES region ON DELETE CASCADE, boss int REFERENCES person, note text, size int GENERATED ALWAYS AS (length(note)) STORED);
        CREATE TABLE visit (person int REFERENCES person ON DELETE CASCADE, day date, what numeric, PRIMARY KEY (person, day));
        INSERT INTO region SELECT g, 'region ' || g FROM generate_series(1, 50) g;
        INSERT INTO person (region, boss, note) SELECT 1 + g % 50, NULLIF(g / 2, 0), 'note ' || g FROM generate_series(1, 3000) g;
        INSERT INTO visit SELECT g, date '2024-01-01' + d, d FROM generate_series(1, 3000) g, generate_series(1, 3) d;
        """;

    [ServerTheory(14, 18)]
    [InlineData(14, 18)]
    [InlineData(18, 18)]
    public async Task Rows_are_inserted_updated_and_deleted_with_their_keys_in_place(int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.ExecuteAsync(Family, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        var untouched = await target.RowsAsync("SELECT xmin FROM person WHERE id = 2999", CancellationToken.None);
        // A region leaves; one of its people has moved before, and keeps visits that nobody touched.
        await source.ExecuteAsync("""
            INSERT INTO region VALUES (51, 'new');
            UPDATE person SET region = 51 WHERE id = 7;
            UPDATE person SET boss = NULL WHERE boss IN (SELECT id FROM person WHERE region = 8);
            DELETE FROM region WHERE id = 8;
            UPDATE visit SET what = 1.50 WHERE person = 100 AND what = 1;
            INSERT INTO person (region, boss, note) VALUES (51, 7, 'newest');
            """, CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.person", applied.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("reload", applied.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("create constraint", applied.ToString(), StringComparison.Ordinal);
        Assert.Equal(untouched, await target.RowsAsync("SELECT xmin FROM person WHERE id = 2999", CancellationToken.None));
        Assert.Equal(["3|1.50"], await target.RowsAsync("SELECT count(*) FILTER (WHERE person = 7), max(what) FILTER (WHERE person = 100 AND day = '2024-01-02') FROM visit", CancellationToken.None));
    }

    [ServerTheory(14, 18)]
    [InlineData(18, "mail text UNIQUE", "", "")]
    [InlineData(14, "mail text UNIQUE", "", "ON DELETE CASCADE ON UPDATE CASCADE")]
    [InlineData(18, "mail text UNIQUE DEFERRABLE", "", "ON DELETE RESTRICT ON UPDATE RESTRICT")]
    [InlineData(18, "mail text UNIQUE DEFERRABLE INITIALLY DEFERRED", "", "ON DELETE SET NULL")]
    [InlineData(18, "mail text", "CREATE UNIQUE INDEX ON account (lower(mail)) WHERE mail <> '';", "ON DELETE SET DEFAULT")]
    [InlineData(18, "mail text, EXCLUDE (mail WITH =)", "CREATE TRIGGER t BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();", "DEFERRABLE INITIALLY DEFERRED")]
    public async Task Unique_values_pass_from_row_to_row_while_foreign_keys_stay(int version, string mail, string more, string action)
    {
        await using var source = await TestServers.CreateDatabaseAsync(version, CancellationToken.None);
        await source.ExecuteAsync($"""
            CREATE TABLE realm (id int PRIMARY KEY);
            CREATE TABLE account (id int PRIMARY KEY, realm int REFERENCES realm DEFERRABLE INITIALLY DEFERRED, {mail});
            {more}
            CREATE TABLE login (id int PRIMARY KEY, account int REFERENCES account {action});
            INSERT INTO realm VALUES (1);
            INSERT INTO account SELECT g, 1, 'mail ' || g FROM generate_series(1, 3000) g;
            INSERT INTO login SELECT g, g FROM generate_series(1, 3000) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        const string Kept = "SELECT 0, oid::text, tgenabled FROM pg_trigger UNION ALL SELECT 1, xmin::text, NULL FROM login WHERE account <> 3 ORDER BY 1, 2";
        var before = await target.RowsAsync(Kept, CancellationToken.None);
        foreach (var changes in new[]
        {
            "UPDATE account SET mail = 'another' WHERE id = 9; INSERT INTO account VALUES (5000, 1, 'new')",
            """
            UPDATE account SET mail = 'x' WHERE id = 1; UPDATE account SET mail = 'mail 1' WHERE id = 2; UPDATE account SET mail = 'mail 2' WHERE id = 1;
            DELETE FROM login WHERE account = 3; DELETE FROM account WHERE id = 3; INSERT INTO account VALUES (4000, 1, 'mail 3');
            """,
        })
        {
            await source.ExecuteAsync(changes, CancellationToken.None);

            var applied = await plan.ConvergeAsync();

            Assert.Contains("merge public.account", applied.Error, StringComparison.Ordinal);
            Assert.Equal(before, await target.RowsAsync(Kept, CancellationToken.None));
        }
    }

    // Where nothing can stand in its way a row is updated where it stands: no index is written, no foreign key asked, and nothing left behind for vacuum to take.
    [ServerTheory(14, 18)]
    [InlineData(14)]
    [InlineData(18)]
    public async Task Rows_that_change_are_updated_where_they_stand(int version)
    {
        await using var source = await TestServers.CreateDatabaseAsync(version, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE item (id int PRIMARY KEY, v text) WITH (fillfactor = 50);
            CREATE INDEX ON item (v);
            CREATE TABLE period (id int, during int4range, v text, PRIMARY KEY (id, during), EXCLUDE USING gist (during WITH &&));
            INSERT INTO item SELECT g, 'v' FROM generate_series(1, 2000) g;
            INSERT INTO period SELECT g, int4range(g * 10, g * 10 + 10), 'v' FROM generate_series(1, 2000) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(version, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            UPDATE item SET v = 'changed' WHERE id % 500 = 1; DELETE FROM item WHERE id = 7; INSERT INTO item VALUES (5000, 'new');
            UPDATE period SET v = 'changed' WHERE id = 3; UPDATE period SET during = int4range(40, 45) WHERE id = 4; INSERT INTO period VALUES (5000, int4range(45, 50));
            """, CancellationToken.None);

        await plan.ConvergeAsync();

        Assert.Equal(["4"], await target.RowsAsync("""
            SELECT count(*) FROM item t JOIN item neighbour ON neighbour.id = t.id + 1
            WHERE t.v = 'changed' AND (t.ctid::text::point)[0] = (neighbour.ctid::text::point)[0]
            """, CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Rows_that_are_nothing_but_a_number_come_and_go()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE ticket (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);
            CREATE TABLE seat (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
            CREATE TABLE guest (id int PRIMARY KEY, seat int REFERENCES seat);
            INSERT INTO ticket SELECT FROM generate_series(1, 2000);
            INSERT INTO seat SELECT FROM generate_series(1, 2000);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            INSERT INTO ticket SELECT FROM generate_series(1, 3); DELETE FROM ticket WHERE id = 7;
            INSERT INTO seat SELECT FROM generate_series(1, 3); DELETE FROM seat WHERE id = 7; INSERT INTO guest VALUES (1, 2002);
            """, CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.ticket", applied.Error, StringComparison.Ordinal);
        Assert.Contains("merge public.seat", applied.Error, StringComparison.Ordinal);
    }

    // A period that becomes longer overlaps what was there before.
    [ServerFact(18)]
    public async Task Periods_of_a_key_that_forbids_overlaps_change_places()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE booking (room int4range, during daterange, v text, PRIMARY KEY (room, during WITHOUT OVERLAPS));
            INSERT INTO booking SELECT int4range(g, g + 1), daterange('2026-01-01', '2026-02-01'), 'v' FROM generate_series(1, 2000) g;
            INSERT INTO booking SELECT int4range(g, g + 1), daterange('2026-02-01', '2026-03-01'), 'v' FROM generate_series(1, 2000) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(18, CancellationToken.None));
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            DELETE FROM booking WHERE room = int4range(7, 8) AND during = daterange('2026-02-01', '2026-03-01');
            UPDATE booking SET during = daterange('2026-01-01', '2026-02-15') WHERE room = int4range(7, 8);
            """, CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.booking", applied.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Unique_values_pass_from_row_to_row_for_an_ordinary_owner_and_where_rows_refer_to_them()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var owner = await TestRole.CreateAsync(target);
        await target.ExecuteAsync($"GRANT CREATE ON DATABASE {target.Name} TO {owner.Name}", CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE SCHEMA app;
            SET search_path = app;
            CREATE TABLE account (id int PRIMARY KEY, mail text UNIQUE);
            CREATE TABLE login (id int PRIMARY KEY, account int REFERENCES account);
            CREATE TABLE named (mail text PRIMARY KEY, id int UNIQUE);
            CREATE TABLE reference (id int PRIMARY KEY, named int REFERENCES named (id));
            CREATE TABLE slot (id int PRIMARY KEY, place int UNIQUE);
            INSERT INTO account SELECT g, 'mail ' || g FROM generate_series(1, 3000) g;
            INSERT INTO login SELECT g, g FROM generate_series(1, 3000) g;
            INSERT INTO named SELECT 'mail ' || g, g FROM generate_series(1, 3000) g;
            INSERT INTO reference SELECT g, g FROM generate_series(1, 3000) g;
            INSERT INTO slot SELECT g, g FROM generate_series(1, 3000) g;
            """, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"app.*\"]");
        plan.WriteAs(target, owner.Name);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            SET search_path = app;
            UPDATE account SET mail = 'x' WHERE id = 1; UPDATE account SET mail = 'mail 1' WHERE id = 2; UPDATE account SET mail = 'mail 2' WHERE id = 1;
            INSERT INTO named VALUES ('new', 9000); UPDATE reference SET named = 9000 WHERE id = 5; DELETE FROM named WHERE id = 5; INSERT INTO named VALUES ('newer', 5);
            UPDATE slot SET place = -place WHERE id < 10; UPDATE slot SET place = 10 - id WHERE id < 10;
            """, CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge app.account", applied.Error, StringComparison.Ordinal);
        Assert.Contains("merge app.named", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["3000"], await target.RowsAsync("SELECT count(*) FROM app.login", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_row_that_changes_may_refer_to_one_that_comes_to_the_same_table()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree ON UPDATE CASCADE, v text);
            INSERT INTO tree SELECT g, NULLIF(g / 2, 0), 'v' FROM generate_series(1, 2000) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE tree SET id = 5000 WHERE id = 3; INSERT INTO tree VALUES (6000, 6001, 'w'), (6001, 6000, 'w')", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.tree", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["2"], await target.RowsAsync("SELECT count(*) FROM tree WHERE up = 5000", CancellationToken.None));
    }

    [ServerTheory(18)]
    [InlineData("INSERT")]
    [InlineData("DELETE")]
    public async Task Rules_have_no_say_in_what_arrives(string command)
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync($"""
            CREATE TABLE ruled (id int PRIMARY KEY, v text);
            INSERT INTO ruled SELECT g, 'v' FROM generate_series(1, 100) g;
            CREATE RULE nothing AS ON {command} TO ruled DO INSTEAD NOTHING;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("""
            ALTER TABLE ruled DISABLE RULE nothing;
            UPDATE ruled SET v = 'other' WHERE id = 3; DELETE FROM ruled WHERE id = 4; INSERT INTO ruled VALUES (101, 'new');
            ALTER TABLE ruled ENABLE RULE nothing;
            """, CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.ruled", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["O"], await target.RowsAsync("SELECT ev_enabled FROM pg_rewrite WHERE rulename = 'nothing'", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Tables_that_refer_to_each_other_in_a_circle_converge()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE a (id int PRIMARY KEY, b int);
            CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
            INSERT INTO a SELECT g, g FROM generate_series(1, 2000) g;
            INSERT INTO b SELECT g, g FROM generate_series(1, 2000) g;
            ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b DEFERRABLE;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO a VALUES (3000, 3000); INSERT INTO b VALUES (3000, 3000); UPDATE a SET b = NULL WHERE id = 5; DELETE FROM b WHERE id = 5; DELETE FROM a WHERE id = 5; COMMIT", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.a", applied.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Masks_filters_partitions_and_triggers_are_obeyed()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE m (id int, part int, mail text, note text, PRIMARY KEY (id, part)) PARTITION BY LIST (part);
            CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);
            CREATE TABLE m2 PARTITION OF m FOR VALUES IN (2);
            INSERT INTO m SELECT g, 1 + g % 2, 'user' || g || '@example.com', 'n' FROM generate_series(1, 4000) g;
            CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note = ''meddled''; RETURN NEW; END';
            CREATE TRIGGER meddles BEFORE INSERT OR UPDATE ON m FOR EACH ROW EXECUTE FUNCTION meddle();
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.m: { where: "id <> 13" } }
                masks: { rules: { public.m.mail: email } }
            """);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("ALTER TABLE m DISABLE TRIGGER meddles; UPDATE m SET note = 'changed' WHERE id IN (10, 13); UPDATE m SET part = 2 WHERE id = 20; ALTER TABLE m ENABLE TRIGGER meddles", CancellationToken.None);
        await target.ExecuteAsync("ALTER TABLE m DISABLE TRIGGER meddles; UPDATE m SET mail = 'raw@example.com' WHERE id = 30; ALTER TABLE m ENABLE TRIGGER meddles", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("merge public.m1", applied.Error, StringComparison.Ordinal);
        Assert.Equal(["10|1|changed", "20|2|n", "30|1|n"], await target.RowsAsync("SELECT id, part, note FROM m WHERE id IN (10, 13, 20, 30) AND mail LIKE 'u***%' ORDER BY id", CancellationToken.None));
    }
}
