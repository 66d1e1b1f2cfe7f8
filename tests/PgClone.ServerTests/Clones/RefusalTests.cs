using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>What cannot end well is told by the plan, before anything is done.</summary>
public sealed class RefusalTests
{
    [ServerFact(18)]
    public async Task A_foreign_key_to_rows_that_are_left_out()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE customer (id int PRIMARY KEY);
            CREATE TABLE orders (id int, customer int REFERENCES customer) PARTITION BY RANGE (id);
            CREATE TABLE orders_1 PARTITION OF orders DEFAULT;
            CREATE TABLE unsure (customer int REFERENCES customer);
            INSERT INTO customer SELECT generate_series(1, 10);
            INSERT INTO orders SELECT g, g FROM generate_series(1, 10) g;
            INSERT INTO unsure VALUES (NULL);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    filters:\n      public.customer: { where: \"id < 6\" }\n      public.unsure: { where: \"true\" }");

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("filters:", "filters:\n      public.orders: { where: \"customer < 6\" }", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1404: constraint public.orders.orders_customer_fkey would be broken", refused.Error, StringComparison.Ordinal);
        Assert.Contains("case.pgclone.yaml:10:7: error PGC1404", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unsure", refused.Error, StringComparison.Ordinal);
        Assert.Equal(5, await target.ScalarAsync<long>("SELECT count(*) FROM orders", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_filter_that_a_row_cannot_answer_and_a_table_of_two_clones()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE even (id int PRIMARY KEY, number text);
            INSERT INTO even SELECT g, g FROM generate_series(1, 10) g;
            CREATE TABLE other AS SELECT 1 AS id;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        const string Clone = "    objects: [\"*\"]\n    filters: { public.even: { where: \"number::int < 6\" } }\n";
        using var plan = new CloneCase(source, target, Clone);
        await plan.ConvergeAsync();

        await source.ExecuteAsync("INSERT INTO even VALUES (100, 'a secret')", CancellationToken.None);
        var unanswered = await Product.RunAsync("plan", plan.Plan, "--recheck");
        await source.ExecuteAsync("DELETE FROM even WHERE id = 100", CancellationToken.None);
        plan.Edit(text => text + $"  - name: d\n{Clone.Replace("<", ">=", StringComparison.Ordinal)}");
        var shared = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.True(unanswered.ExitCode == 3, unanswered.ToString());
        Assert.Contains("the rows of public.even cannot be read: invalid input syntax for type integer: (a value)", unanswered.Error, StringComparison.Ordinal);
        Assert.Contains("filter", unanswered.Error, StringComparison.Ordinal);
        Assert.Equal(3, shared.ExitCode);
        Assert.Contains("error PGC1410: clones 'c' and 'd' both copy rows to public.even", shared.Error, StringComparison.Ordinal);
        Assert.Equal(5, await target.ScalarAsync<long>("SELECT count(*) FROM even", CancellationToken.None));
    }

    [ServerTheory(14, 18, PgDump = true)]
    [InlineData(14)]
    [InlineData(18)]
    public async Task Members_of_built_in_operator_families_which_pg_dump_leaves_out(int major)
    {
        await using var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE FUNCTION compare(int4, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
            CREATE FUNCTION less(int4, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
            CREATE OPERATOR <% (LEFTARG = int4, RIGHTARG = text, FUNCTION = less);
            ALTER OPERATOR FAMILY pg_catalog.integer_ops USING btree ADD OPERATOR 1 <% (int4, text), FUNCTION 1 (int4, text) compare(int4, text);
            CREATE TABLE t AS SELECT 1 AS id;
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        var dump = await PgDump.GetAsync(major, CancellationToken.None);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text + "\n    unsupported: skip\n");
        var applied = await plan.ConvergeAsync();

        Assert.DoesNotContain("OPERATOR FAMILY", await dump.SchemaOnlyAsync(source.ConnectionString, PgDump.UsualOptions, CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1004: cannot be cloned yet: ", refused.Error, StringComparison.Ordinal);
        foreach (var member in new[] { "operator 1 (integer, text)", "function 1 (integer, text)" })
        {
            Assert.Contains($"member of a built-in operator family {member} of operator family integer_ops", refused.Error, StringComparison.Ordinal);
            Assert.Contains($"! member of a built-in operator family {member}", applied.Out, StringComparison.Ordinal);
        }

        await Oracle.AssertSameSchemaAsync(source, target);
    }

    [ServerFact(18)]
    public async Task A_foreign_key_is_looked_at_as_the_server_looks_at_it()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE SCHEMA ext;
            CREATE TYPE ext.loud;
            CREATE FUNCTION ext.loud_in(cstring) RETURNS ext.loud LANGUAGE internal IMMUTABLE STRICT AS 'textin';
            CREATE FUNCTION ext.loud_out(ext.loud) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
            CREATE TYPE ext.loud (INPUT = ext.loud_in, OUTPUT = ext.loud_out, LIKE = text);
            CREATE CAST (ext.loud AS text) WITHOUT FUNCTION;
            CREATE FUNCTION ext.compare(a ext.loud, b ext.loud) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.bttextcmp(pg_catalog.lower(a::text), pg_catalog.lower(b::text))';
            CREATE FUNCTION ext.same(a ext.loud, b ext.loud) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT ext.compare(a, b) = 0';
            CREATE OPERATOR ext.= (LEFTARG = ext.loud, RIGHTARG = ext.loud, FUNCTION = ext.same);
            CREATE OPERATOR CLASS ext.loud_ops DEFAULT FOR TYPE ext.loud USING btree AS OPERATOR 3 ext.=, FUNCTION 1 ext.compare(ext.loud, ext.loud);
            CREATE TABLE person (name ext.loud PRIMARY KEY);
            CREATE TABLE letter (name ext.loud REFERENCES person);
            INSERT INTO person VALUES ('Bob'), ('Zoe');
            INSERT INTO letter VALUES ('bob'), ('BOB');
            CREATE TABLE employed (who int4range, during int4range, PRIMARY KEY (who, during WITHOUT OVERLAPS));
            CREATE TABLE paid (who int4range, during int4range, FOREIGN KEY (who, PERIOD during) REFERENCES employed (who, PERIOD during));
            INSERT INTO employed VALUES ('[1,1]', '[1,5)'), ('[1,1]', '[5,9)'), ('[1,1]', '[20,30)');
            INSERT INTO paid VALUES ('[1,1]', '[2,8)');
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    filters: { public.person: { where: \"name::text <> 'Zoe'\" }, public.employed: { where: \"not pg_catalog.lower(during) = 20\" } }");

        await plan.ConvergeAsync();
        plan.Edit(text => text.Replace("= 20", "= 5", StringComparison.Ordinal).Replace("<> 'Zoe'", "<> 'Bob'", StringComparison.Ordinal));
        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("constraint public.letter.letter_name_fkey would be broken", refused.Error, StringComparison.Ordinal);
        Assert.Contains("constraint public.paid.paid_who_during_fkey would be broken", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Columns_that_a_family_of_tables_does_not_share()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE event (id int, ssn text) PARTITION BY RANGE (id);
            CREATE TABLE event_1 PARTITION OF event DEFAULT;
            CREATE TABLE parent (id int, secret text);
            CREATE TABLE child (more int) INHERITS (parent);
            INSERT INTO event VALUES (1, 'a');
            INSERT INTO child VALUES (1, 'a', 1);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters:
                  public.event_1: { columns: { exclude: [ssn] } }
                  public.child: { columns: { exclude: [secret] } }
            """);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("event_1:", "event:", StringComparison.Ordinal).Replace("child:", "parent:", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("10:46: error PGC1104: column ssn is left out of public.event_1 and kept in public.event: a partition has", refused.Error, StringComparison.Ordinal);
        Assert.Contains("11:44: error PGC1104: column secret is left out of public.child and kept in public.parent: a child has", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["id"], await target.RowsAsync("SELECT attname::text FROM pg_attribute WHERE attrelid = 'event_1'::regclass AND attnum > 0", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_column_that_rows_of_the_target_forbid()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE bare (id int); CREATE TABLE empty (id int); CREATE TABLE whole (id int, v int)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    data: none");
        await plan.ConvergeAsync();
        await target.ExecuteAsync("INSERT INTO bare VALUES (1); INSERT INTO empty VALUES (1); DELETE FROM empty; INSERT INTO whole VALUES (1, 1)", CancellationToken.None);
        await source.ExecuteAsync("ALTER TABLE bare ADD COLUMN n int NOT NULL; ALTER TABLE empty ADD COLUMN n int NOT NULL; ALTER TABLE whole ALTER v SET NOT NULL", CancellationToken.None);

        var refused = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync("TRUNCATE bare", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1409: column n of table public.bare cannot be NOT NULL", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("public.empty", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("public.whole", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_table_of_ours_that_was_renamed_on_the_target_is_told_in_one_line()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE y (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v int UNIQUE); CREATE INDEX y_v ON y (v)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("ALTER TABLE y RENAME TO z", CancellationToken.None);

        var refused = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync("ALTER TABLE z RENAME TO y", CancellationToken.None);
        await plan.AssertConvergedAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("table public.y cannot be made: table public.z of the target, which seems to be that table, renamed, has its names: public.y_id_seq, ", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, refused.Error.Split("error PGC").Length - 1);
    }

    [ServerFact(18)]
    public async Task Rows_that_another_partition_takes()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE part (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF part FOR VALUES IN (1); INSERT INTO part VALUES (1)", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();

        await target.ExecuteAsync("CREATE TABLE by_hand PARTITION OF part FOR VALUES IN (3, 4)", CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE p3 PARTITION OF part FOR VALUES IN (2, 3); INSERT INTO part VALUES (3)", CancellationToken.None);
        var taken = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync("DROP TABLE by_hand", CancellationToken.None);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("DROP TABLE p3; CREATE TABLE p4 PARTITION OF part FOR VALUES IN (3)", CancellationToken.None);
        var stays = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync("DROP TABLE p3", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal([3, 3], [taken.ExitCode, stays.ExitCode]);
        Assert.Contains("error PGC1406: table public.p3 (FOR VALUES IN (2, 3)) cannot be a partition of public.part: table public.by_hand of the target (FOR VALUES IN (3, 4))", taken.Error, StringComparison.Ordinal);
        Assert.Contains("table public.p3 of the target (FOR VALUES IN (2, 3)), which is not in the plan, takes rows of it", stays.Error, StringComparison.Ordinal);
        Assert.Contains("say prune: true", stays.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_place_that_another_key_or_index_keeps()
    {
        const string Family = "CREATE TABLE part (id int, k int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF part FOR VALUES IN (1); CREATE INDEX above ON ONLY part (k);";
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync($"CREATE TABLE t (id int CONSTRAINT ours PRIMARY KEY, k int NOT NULL); {Family} CREATE INDEX below ON p1 (k); ALTER INDEX above ATTACH PARTITION below", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync($"{Family} CREATE INDEX theirs_below ON p1 (k); ALTER INDEX above ATTACH PARTITION theirs_below", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var attached = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync("DROP INDEX above; CREATE INDEX above ON ONLY part (k)", CancellationToken.None);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("ALTER TABLE t DROP CONSTRAINT ours, ADD CONSTRAINT theirs PRIMARY KEY (k)", CancellationToken.None);
        var keyed = await Product.RunAsync("plan", plan.Plan);
        await target.ExecuteAsync("ALTER TABLE t DROP CONSTRAINT theirs", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal([3, 3], [attached.ExitCode, keyed.ExitCode]);
        Assert.Contains("error PGC1406: index public.p1.below cannot be made: index public.p1.theirs_below of the target, which PgClone did not make, is attached to index public.above", attached.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1406: constraint public.t.ours cannot be made: constraint public.t.theirs of the target, which PgClone did not make, is the primary key", keyed.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task What_others_put_on_a_table_that_is_made_again_is_told()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v int DEFAULT 1)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("CREATE INDEX theirs ON t (v); ALTER TABLE t RENAME COLUMN id TO other", CancellationToken.None);

        var planned = await Product.RunAsync("plan", plan.Plan);
        await plan.ConvergeAsync();

        Assert.Contains("note: index public.t.theirs of the target, which PgClone did not make, goes with table public.t", planned.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("note: default", planned.Out, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Filters_and_masks_that_differ_each_time_or_do_not_fit()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, small smallint, money numeric(4, 2), mood int)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.t: { where: "pg_catalog.random() < 0.5 AND id IN (1, 2)" } }
                masks:
                  key: "{{ mask_key }}"
                  rules:
                    public.t.small: random_int
                    public.t.money: { type: random_int, max: 100 }
                    public.t.mood: { type: constant, value: happy }
            """);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("the filter of public.t calls random, which is volatile", refused.Error, StringComparison.Ordinal);
        Assert.Contains("public.t.small (smallint) cannot hold: smallint out of range", refused.Error, StringComparison.Ordinal);
        Assert.Contains("public.t.money (numeric(4,2)) cannot hold: numeric field overflow", refused.Error, StringComparison.Ordinal);
        Assert.Contains("invalid input syntax for type integer: (a value)", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(15, 18)]
    public async Task What_an_older_target_cannot_hold()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE TABLE plain (id int PRIMARY KEY, v text NOT NULL);
            CREATE TABLE computed (id int, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL);
            CREATE TABLE lax (id int CONSTRAINT lax_check CHECK (id > 0) NOT ENFORCED);
            INSERT INTO plain VALUES (1, 'a');
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(15, CancellationToken.None));
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text.Replace("[\"*\"]", "[\"*\", \"!public.computed\", \"!constraint:public.lax.lax_check\"]", StringComparison.Ordinal));
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1405: table public.computed needs PostgreSQL 18, and the target is PostgreSQL 15", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1405: constraint public.lax.lax_check needs PostgreSQL 18", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("plain", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_name_that_something_else_keeps()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("DROP TABLE t; CREATE VIEW t AS SELECT 1 AS id; DROP FUNCTION f; CREATE PROCEDURE f() LANGUAGE sql AS 'SELECT 1'", CancellationToken.None);

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text + "\n    prune: true\n");
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1406: view public.t cannot be made: table public.t of the target has the name", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1406: procedure public.f() cannot be made: function public.f() of the target has the name", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task An_out_that_would_overwrite_something_else()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        var before = await File.ReadAllTextAsync(plan.Plan);

        var refused = await Product.RunAsync("plan", plan.Plan, "--out", plan.Plan);
        var nowhere = await Product.RunAsync("plan", plan.Plan, "--out", Path.Combine(plan.Plan, "no", "such"));

        Assert.Equal(64, refused.ExitCode);
        Assert.Contains("exists and is no saved plan", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(plan.Plan));
        Assert.Equal(64, nowhere.ExitCode);
        Assert.Contains("cannot be written", nowhere.Error, StringComparison.Ordinal);
    }
}
