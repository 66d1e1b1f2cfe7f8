using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Masks;

public sealed class MaskTests
{
    private const string People = """
        CREATE TABLE people (id int PRIMARY KEY, email text, name varchar(3), phone text, card varchar(20), token text UNIQUE, born date, salary int NOT NULL, note text);
        INSERT INTO people VALUES
            (1, 'alice@example.com', 'Al', '+1-555-0100', '4111111111111111', 'secret', '1980-01-01', 50000, 'x'),
            (2, 'no at sign', 'Bob', '1234', 'ab', 'other', NULL, 60000, NULL),
            (3, '@x.com', NULL, NULL, NULL, NULL, NULL, 0, '');
        CREATE TABLE twins (v int, label text);
        INSERT INTO twins VALUES (1, 'a'), (1, 'a'), (2, 'b');
        """;

    private const string Masks = """
            objects: ["*"]
            masks:
              key: "{{ mask_key }}"
              rules:
                public.people.email: email
                public.people.name: name
                public.people.phone: phone
                public.people.card: { type: partial, prefix: 2, suffix: 4 }
                public.people.token: hash
                public.people.born: "null"
                public.people.salary: { type: random_int, min: 40000, max: 40010 }
                public.people.note: { type: constant, value: "it's gone" }
                public.twins.v: random_int
        """;

    [ServerTheory(14, 18)]
    [InlineData(14, 18)]
    [InlineData(18, 18)]
    public async Task Each_mask_gives_what_it_says_and_converges(int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.ExecuteAsync(People, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target, Masks);

        await plan.ConvergeAsync();

        Assert.Equal(
            ["1|a***@example.com|XXX|***-0100|41***1111||it's gone", "2|***|XXX|****|**||it's gone", "3|@***@x.com|||||it's gone"],
            await target.RowsAsync("SELECT id, email, name, phone, card, born, note FROM people ORDER BY id", CancellationToken.None));
        Assert.Equal(2, await target.ScalarAsync<long>("SELECT count(*) FROM people WHERE token ~ '^[0-9a-f]{32}$'", CancellationToken.None));
        Assert.Equal(3, await target.ScalarAsync<long>("SELECT count(*) FROM people WHERE salary BETWEEN 40000 AND 40010", CancellationToken.None));
        Assert.Equal(3, await target.ScalarAsync<long>("SELECT count(*) FROM twins WHERE v BETWEEN 0 AND 99999", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task One_changed_row_refreshes_one_table()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(People, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, Masks);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE people SET email = 'zed@example.org' WHERE id = 2", CancellationToken.None);

        var changed = await Product.RunAsync("plan", plan.Plan, "--detailed-exitcode");
        await plan.ConvergeAsync();

        Assert.Equal(2, changed.ExitCode);
        Assert.Contains("in 1 table to copy", changed.Out, StringComparison.Ordinal);
        Assert.Equal(["z***@example.org"], await target.RowsAsync("SELECT email FROM people WHERE id = 2", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task Masks_that_do_not_fit_are_refused_before_a_byte_moves()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE p (id int PRIMARY KEY, code text UNIQUE);
            CREATE TABLE t (id int REFERENCES p, n int, short varchar(10), must text NOT NULL, g text GENERATED ALWAYS AS (upper(short)) STORED,
                base text, low text GENERATED ALWAYS AS (lower(base)) STORED UNIQUE);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks:
                  key: "{{ mask_key }}"
                  rules:
                    public.p.code: name
                    public.t.id: { type: random_int }
                    public.t.n: email
                    public.t.short: hash
                    public.t.must: "null"
                    public.t.base: hash
                    public.t.g: name
                    public.t.nothing: name
                    public.t.x*: nmae
            """);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(4, refused.ExitCode);
        var lines = refused.Error.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line[line.IndexOf("error", StringComparison.Ordinal)..]);
        Assert.Equal(
            [
                "error PGC1203: mask 'name' cannot be used on public.p.code (text): the column is unique and the mask makes different values alike",
                "error PGC1203: mask 'random_int' cannot be used on public.t.id (integer): a foreign key uses the column",
                "error PGC1203: mask 'email' cannot be used on public.t.n (integer): it makes text and the column is integer",
                "error PGC1203: mask 'hash' cannot be used on public.t.short (character varying(10)): it makes 32 characters and the column holds 10",
                "error PGC1203: mask 'null' cannot be used on public.t.must (text): the column is NOT NULL",
                "error PGC1203: mask 'hash' cannot be used on public.t.base (text): a generated column of a key is computed from it",
                "error PGC1204: mask rule \"public.t.g\" masks no column of the clone",
                "error PGC1204: mask rule \"public.t.nothing\" masks no column of the clone",
                "error PGC1201: there is no mask 'nmae'",
            ], lines);
    }

    [ServerTheory(18)]
    [InlineData("id > 1) TO PROGRAM 'true' --")]
    [InlineData("id > 1; DELETE FROM public.people")]
    [InlineData("id")]
    [InlineData("nosuch = 1")]
    public async Task A_filter_cannot_be_anything_but_a_condition(string where)
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(People, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, $"    objects: [\"*\"]\n    filters: {{ public.people: {{ where: \"{where}\" }} }}");

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("PGC1103", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Filters_take_rows_and_columns_away_and_say_what_goes_along()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(People + "CREATE INDEX by_note ON people (note); CREATE VIEW notes AS SELECT note FROM people", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                data: { public.twins: none }
                filters: { public.people: { columns: { exclude: [note] }, where: "note = '-- x' OR id IN (SELECT 1)" } }
            """);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("index public.people.by_note is left out: it needs column public.people.note", applied.Out, StringComparison.Ordinal);
        Assert.Contains("view public.notes is left out", applied.Out, StringComparison.Ordinal);
        Assert.Equal(["1"], await target.RowsAsync("SELECT id FROM people", CancellationToken.None));
        Assert.Equal(0, await target.ScalarAsync<long>("SELECT count(*) FROM twins", CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task A_rule_for_a_parent_holds_for_its_children()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE base (id int, email text);
            CREATE TABLE child (extra int) INHERITS (base);
            CREATE TABLE grandchild () INHERITS (child);
            CREATE TABLE own (email text) INHERITS (base);
            INSERT INTO base VALUES (1, 'raw@example.com'), (-1, 'out');
            INSERT INTO child VALUES (2, 'raw@example.com', 0), (-2, 'out', 0);
            INSERT INTO grandchild VALUES (3, 'raw@example.com', 0), (-3, 'out', 0);
            INSERT INTO own VALUES (4, 'raw@example.com');
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.base: { where: "id > 0" } }
                masks: { rules: { public.base.email: email, public.own.email: { type: constant, value: nobody } } }
            """);

        await plan.ConvergeAsync();

        Assert.Equal(
            ["1|r***@example.com", "2|r***@example.com", "3|r***@example.com", "4|nobody"],
            await target.RowsAsync("SELECT id, email FROM base ORDER BY id", CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task Statistics_forget_what_a_mask_takes_away()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE t (id int, secret text) PARTITION BY RANGE (id);
            CREATE TABLE t1 PARTITION OF t DEFAULT;
            INSERT INTO t SELECT g, 'canary-' || g % 3 FROM generate_series(1, 1000) g;
            CREATE MATERIALIZED VIEW m AS SELECT secret FROM t;
            CREATE TABLE keyed (id int PRIMARY KEY, secret text);
            INSERT INTO keyed SELECT g, 'canary-' || g % 3 FROM generate_series(1, 1000) g;
            CREATE TABLE large (id int PRIMARY KEY, secret text);
            INSERT INTO large SELECT g, 'canary-' || g % 3 FROM generate_series(1, 3000) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("ANALYZE", CancellationToken.None);
        const string Remembered = "SELECT count(*) FROM pg_stats WHERE most_common_vals::text LIKE '%canary%'";
        Assert.Equal(5, await target.ScalarAsync<long>(Remembered, CancellationToken.None));

        plan.Edit(text => text + "\n    masks: { rules: { public.t.secret: constant, public.keyed.secret: constant, public.large.secret: constant } }\n");
        await plan.ConvergeAsync();

        Assert.Equal(0, await target.ScalarAsync<long>(Remembered, CancellationToken.None));
    }

    [ServerFact(15)]
    public async Task What_a_mask_would_break_is_told_before_a_byte_moves()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE DOMAIN short AS varchar(4);
            CREATE DOMAIN code AS short;
            CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
            CREATE TABLE p (id int PRIMARY KEY, n int CHECK (n < 100), en text CHECK (en IN ('a', 'b')), em email, phone varchar(7), c code, one text UNIQUE NULLS NOT DISTINCT, l code);
            INSERT INTO p VALUES (1, 5, 'a', 'x@y', '1234567', 'abc', 'u', 'l');
            CREATE TABLE child (x int) INHERITS (p);
            INSERT INTO child VALUES (2, 6, 'b', 'x@z', '1', 'd', 'v', 'm', 1);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks:
                  key: "{{ mask_key }}"
                  rules:
                    public.p.phone: phone
                    public.p.c: hash
                    public.p.l: { type: constant, value: REDACTED }
                    public.p.one: "null"
            """);

        var unfit = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text[..text.IndexOf("        public.p.phone", StringComparison.Ordinal)] + """
                    public.p.n: { type: random_int, min: 5, max: 1000 }
                    public.p.en: { type: constant, value: c }
                    public.p.em: hash
            """);
        var broken = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal((4, 4), (unfit.ExitCode, broken.ExitCode));
        foreach (var expected in new[]
                 {
                     "'phone' cannot be used on public.p.phone (character varying(7)): it makes 8 characters and the column holds 7",
                     "'hash' cannot be used on public.p.c (public.code): it makes 32 characters and the column holds 4",
                     "'constant' cannot be used on public.p.l (public.code): its value has 8 characters and the column holds 4",
                     "'null' cannot be used on public.p.one (text): the column is unique and NULLs count as alike",
                 })
            Assert.Contains(expected, unfit.Error, StringComparison.Ordinal);
        foreach (var expected in new[]
                 {
                     "masked values of public.p.n break constraint public.p.p_n_check: CHECK ((n < 100))", "masked values of public.p.en break constraint",
                     "masked values of public.p.em are no values of domain public.email", "masked values of public.child.en break constraint public.p.p_en_check",
                 })
            Assert.Contains(expected, broken.Error, StringComparison.Ordinal);
    }

    [ServerTheory(15, 18)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task What_a_unique_index_computes_of_masked_values_is_tried_by_the_plan(int major)
    {
        await using var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE t (id int, "E mail" text COLLATE "C", code text, note text, gone text, kept text, PRIMARY KEY (id) INCLUDE (note));
            CREATE UNIQUE INDEX t_lower ON t (lower("E mail" COLLATE "C"), (id % 2)) INCLUDE (note);
            CREATE UNIQUE INDEX t_first ON t ((left(code, 1)));
            CREATE UNIQUE INDEX t_live ON t (kept) WHERE gone IS NULL;
            CREATE UNIQUE INDEX t_none ON t ((COALESCE(gone, kept)), (1)) NULLS NOT DISTINCT WHERE id < 3;
            INSERT INTO t SELECT g, 'A' || g || '@x.com', chr(64 + g), 'n' || g, CASE WHEN g > 3 THEN 'y' END, CASE WHEN g > 3 THEN 'k' ELSE 'l' || g END FROM generate_series(1, 20) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks:
                  key: "{{ mask_key }}"
                  rules:
                    public.t.note: { type: constant, value: x }
                    "public.t.E mail": hash
                    public.t.code: hash
                    public.t.gone: "null"
            """);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("gone: \"null\"", "gone: { type: constant, value: z }", StringComparison.Ordinal)
            .Replace("[\"*\"]", "[\"*\", \"!index:public.t.t_first\", \"!index:public.t.t_none\"]", StringComparison.Ordinal));
        var unfit = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("gone: { type: constant, value: z }", "gone: hash", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal((4, 4), (refused.ExitCode, unfit.ExitCode));
        Assert.Contains("error PGC1203: masked values of public.t.code are not unique in index public.t.t_first: CREATE UNIQUE INDEX t_first", refused.Error, StringComparison.Ordinal);
        Assert.Contains("use another mask, or leave the index out: \"!index:public.t.t_first\"", refused.Error, StringComparison.Ordinal);
        Assert.Contains("masked values of public.t.gone are not unique in index public.t.t_live", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t_lower", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t_none", refused.Error, StringComparison.Ordinal);
        Assert.Contains("mask 'constant' cannot be used on public.t.gone (text): the column is unique", unfit.Error, StringComparison.Ordinal);
        Assert.Equal("x", await target.ScalarAsync<string>("SELECT DISTINCT note FROM t", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_value_is_masked_alike_in_every_partition_and_a_row_by_all_of_its_columns()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE p (tenant_id int, id int, email text) PARTITION BY LIST (tenant_id);
            CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
            CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
            INSERT INTO p VALUES (1, 1, 'x@y'), (2, 2, 'x@y');
            CREATE TABLE odd (t text, v int);
            INSERT INTO odd SELECT NULL, g FROM generate_series(1, 100) g;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                masks: { key: "{{ mask_key }}", rules: { public.p.email: hash, public.p.id: { type: random_int, min: 1, max: 1000000 }, public.odd.v: random_int } }
            """);

        await plan.ConvergeAsync();

        Assert.Equal(1, await target.ScalarAsync<long>("SELECT count(DISTINCT email) FROM p", CancellationToken.None));
        Assert.InRange(await target.ScalarAsync<long>("SELECT count(DISTINCT v) FROM odd", CancellationToken.None), 90, 100);
    }

    [ServerFact(18)]
    public async Task No_message_shows_a_value()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE p (id int, ssn text); INSERT INTO p VALUES (1, '111-22-3333')", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.p: { where: "ssn::bigint > 0" } }
                masks: { rules: { public.p.ssn: "null" } }
            """);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("invalid input syntax for type bigint: (a value)", failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("111-22", failed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await target.RowsAsync("SELECT message FROM pgclone.steps WHERE message IS NOT NULL", CancellationToken.None), line => line.Contains("111-22", StringComparison.Ordinal));
    }

    [ServerFact(18)]
    public async Task A_filter_of_columns_leaves_one_of_rows_as_it_is()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE ev (id int, note text); INSERT INTO ev SELECT g, 'secret' FROM generate_series(1, 10) g", CancellationToken.None);
        foreach (var filters in new[] { "{ public.ev: { where: id > 8 }, \"public.e*\": { columns: { exclude: [note] } } }", "{ \"public.e*\": { columns: { exclude: [note] } }, public.ev: { where: id > 8 } }" })
        {
            await using var target = TestDatabase.Unborn(source.Server);
            using var plan = new CloneCase(source, target, $"    objects: [\"*\"]\n    filters: {filters}");

            await plan.ConvergeAsync();

            Assert.Equal(["9", "10"], await target.RowsAsync("SELECT * FROM ev ORDER BY 1", CancellationToken.None));
        }
    }
}
