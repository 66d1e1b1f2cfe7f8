using System.Text.Json;
using Npgsql;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>A large table whose rows are replaced is filled beside the old one and exchanged for it, with all that hangs on it.</summary>
public sealed class StagedSwapTests
{
    // Some 20 MB, which is more than others should wait for.
    private const string Large = """
        DO $$ BEGIN CREATE ROLE pgclone_swap_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
        CREATE SCHEMA app;
        CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE FUNCTION app.is_kind(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 > 0';
        CREATE DOMAIN app.amount AS int CHECK (VALUE > 0);
        CREATE TABLE app.kind (id int PRIMARY KEY);
        CREATE TABLE app.large (
            id int GENERATED ALWAYS AS IDENTITY (START 7 INCREMENT 3) CONSTRAINT large_key PRIMARY KEY, "a ""serial"" one" serial, kind int REFERENCES app.kind,
            amount app.amount NOT NULL DEFAULT 5, note text COLLATE "C" NOT NULL, doubled int GENERATED ALWAYS AS (kind * 2) STORED, span int4range,
            CONSTRAINT positive CHECK (kind > 0) NO INHERIT, CONSTRAINT asked CHECK (app.is_kind(kind)), CONSTRAINT "of all" UNIQUE (note, id) DEFERRABLE INITIALLY DEFERRED,
            CONSTRAINT apart EXCLUDE USING gist (span WITH &&));
        CREATE TABLE app.refers (large int CONSTRAINT of_large REFERENCES app.large, note text);
        INSERT INTO app.kind SELECT generate_series(1, 10);
        INSERT INTO app.large (kind, note, span) SELECT 1 + g % 10, repeat(md5(g::text), 30), int4range(g, g + 1) FROM generate_series(1, 20000) g;
        INSERT INTO app.refers SELECT id FROM app.large LIMIT 100;
        ALTER TABLE app.large ADD CONSTRAINT small CHECK (kind < 10) NOT VALID;
        CREATE INDEX "Its index" ON app.large (lower(note), (kind + 1)) INCLUDE (amount) WHERE kind > 2;
        ALTER INDEX app."Its index" ALTER COLUMN 2 SET STATISTICS 77;
        CREATE UNIQUE INDEX note_of ON app.large (id, note);
        ALTER TABLE app.large REPLICA IDENTITY USING INDEX note_of, CLUSTER ON large_key, ENABLE ROW LEVEL SECURITY;
        ALTER TABLE app.large ALTER note SET STORAGE EXTERNAL, ALTER note SET STATISTICS 500, SET (fillfactor = 90, toast.autovacuum_enabled = off);
        CREATE STATISTICS app.of_large ON kind, amount FROM app.large;
        CREATE POLICY own ON app.large FOR SELECT USING (kind > 0);
        CREATE TRIGGER touches BEFORE UPDATE ON app.large FOR EACH ROW EXECUTE FUNCTION app.touch();
        ALTER TABLE app.large ENABLE ALWAYS TRIGGER touches;
        CREATE RULE nothing AS ON DELETE TO app.large WHERE old.kind < 0 DO INSTEAD NOTHING;
        CREATE VIEW app.grouped AS SELECT id, note, count(*) FROM app.large GROUP BY id;
        CREATE VIEW app.above WITH (security_barrier) AS SELECT g.note, l FROM app.grouped g JOIN app.large l USING (id);
        CREATE FUNCTION app.instead() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER instead INSTEAD OF INSERT ON app.above FOR EACH ROW EXECUTE FUNCTION app.instead();
        GRANT SELECT ON app.large, app.above TO pgclone_swap_reader;
        GRANT UPDATE (note) ON app.large TO pgclone_swap_reader;
        GRANT USAGE ON SEQUENCE app.large_id_seq TO pgclone_swap_reader;
        COMMENT ON TABLE app.large IS 'large';
        COMMENT ON COLUMN app.large.note IS 'a note';
        COMMENT ON CONSTRAINT positive ON app.large IS 'more than nothing';
        COMMENT ON CONSTRAINT large_key ON app.large IS 'the key';
        COMMENT ON INDEX app."Its index" IS 'an index';
        COMMENT ON TRIGGER touches ON app.large IS 'a trigger';
        COMMENT ON VIEW app.above IS 'a view';
        """;

    private const string Replaced = "UPDATE app.large SET note = 'new ' || note WHERE kind < 10";

    [ServerTheory(14, 18, PgDump = true)]
    [InlineData(14)]
    [InlineData(18)]
    public async Task All_that_hangs_on_the_table_is_there_again(int version)
    {
        await using var clone = await ClonedTable.CreateAsync(Large, version);
        var before = await clone.Target.ScalarAsync<uint>("SELECT 'app.large'::regclass::oid", CancellationToken.None);

        await clone.Source.ExecuteAsync(Replaced, CancellationToken.None);
        var planned = await Product.RunAsync("plan", clone.Plan.Plan, "--out", clone.Plan.SavedPlan);
        var swap = await SwapAsync(clone.Plan.SavedPlan);
        await clone.Plan.ConvergeAsync();

        Assert.Contains("SET SCHEMA app", swap, StringComparison.Ordinal);
        // Nothing looks at rows while others wait.
        Assert.DoesNotMatch("CREATE (UNIQUE )?INDEX|ADD CONSTRAINT asked|ADD CONSTRAINT positive|GIST", swap);
        Assert.Contains("filled beside the old ones, then exchanged", planned.Out, StringComparison.Ordinal);
        Assert.NotEqual(before, await clone.Target.ScalarAsync<uint>("SELECT 'app.large'::regclass::oid", CancellationToken.None));
        Assert.Empty(await clone.Target.RowsAsync("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pgclone\\_%'", CancellationToken.None));
        await Oracle.AssertSameRowsAsync(clone.Source, clone.Target);
        await Oracle.AssertSameSchemaAsync(clone.Source, clone.Target);
    }

    // Nothing hangs on it. A row fills a page, so that there are few.
    private const string Simple = """
        CREATE TABLE large (id int PRIMARY KEY, note text NOT NULL);
        ALTER TABLE large ALTER note SET STORAGE PLAIN;
        INSERT INTO large SELECT g, repeat(md5(g::text), 240) FROM generate_series(1, 2200) g;
        """;

    [ServerTheory(18)]
    [InlineData("CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM large", "materialized view public.counted needs the table")]
    [InlineData("CREATE TABLE below () INHERITS (large)", "others inherit from it")]
    [InlineData("CREATE PUBLICATION everything FOR ALL TABLES", "it is published")]
    [InlineData("CREATE FUNCTION note_of(large) RETURNS text LANGUAGE sql AS 'SELECT $1.note'", "function public.note_of(public.large) needs the table")]
    [InlineData("CREATE TABLE other (id int); CREATE POLICY those ON other USING (id IN (SELECT id FROM large))", "policy public.other.those needs the table")]
    [InlineData("ALTER TABLE large ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY", "its policies bind its owner")]
    [InlineData("CREATE TABLE _large (id int)", "_large stands beside it")]
    [InlineData("COMMENT ON TYPE large IS 'of a row'", "its row type has privileges or a comment")]
    public async Task Where_more_hangs_on_it_its_rows_are_replaced_where_they_are(string more, string reason)
    {
        await using var clone = await ClonedTable.CreateAsync($"{Simple} {more}");
        if (more.StartsWith("COMMENT", StringComparison.Ordinal)) await clone.Target.ExecuteAsync(more, CancellationToken.None);

        await clone.Source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);
        var planned = await Product.RunAsync("plan", clone.Plan.Plan);

        Assert.Contains($": readers wait, for {reason})", planned.Out, StringComparison.Ordinal);
    }

    [ServerTheory(18)]
    [InlineData("CREATE INDEX large_note ON large (md5(note))", "index public.large.large_note is made or changed too")]
    [InlineData("CREATE VIEW seen AS SELECT id FROM large", "view public.seen is made or changed too")]
    [InlineData("CREATE OR REPLACE VIEW standing AS SELECT id, note FROM large", "view public.standing changes too")]
    public async Task So_they_are_where_something_comes_or_changes_with_them(string change, string reason)
    {
        await using var clone = await ClonedTable.CreateAsync($"{Simple} CREATE VIEW standing AS SELECT id FROM large");

        await clone.Source.ExecuteAsync($"UPDATE large SET note = 'new ' || note; {change}", CancellationToken.None);
        var planned = await Product.RunAsync("plan", clone.Plan.Plan);

        Assert.Contains($": readers wait, for {reason})", planned.Out, StringComparison.Ordinal);
    }

    [ServerFact(18, PgDump = true)]
    public async Task Two_that_refer_to_each_other_and_share_a_view_are_exchanged_one_after_the_other()
    {
        await using var clone = await ClonedTable.CreateAsync(
            $"""
            {Simple}
            CREATE TABLE "Second one" (id int PRIMARY KEY REFERENCES large, note text NOT NULL);
            ALTER TABLE "Second one" ALTER note SET STORAGE PLAIN;
            INSERT INTO "Second one" SELECT * FROM large;
            ALTER TABLE large ADD CONSTRAINT of_second FOREIGN KEY (id) REFERENCES "Second one" DEFERRABLE;
            CREATE VIEW both_of_them AS SELECT id, s.note FROM large JOIN "Second one" s USING (id);
            """,
            clone: """
                objects: ["*"]
                filters: { public.large: { where: "id <= 2000" }, public.Second one: { where: "id <= 2000" } }
                masks: { rules: { public.large.note: { type: constant, value: masked } } }
            """);

        await clone.Source.ExecuteAsync("""UPDATE "Second one" SET note = 'new ' || note""", CancellationToken.None);
        clone.Plan.Edit(text => text.Replace("2000", "1000", StringComparison.Ordinal).Replace("masked", "masked otherwise", StringComparison.Ordinal));
        var planned = await Product.RunAsync("plan", clone.Plan.Plan);
        await clone.Plan.ConvergeAsync();

        Assert.Equal(2, planned.Out.Split("filled beside the old ones").Length - 1);
        Assert.Equal(["1000|masked otherwise"], await clone.Target.RowsAsync("SELECT count(*), min(note) FROM large", CancellationToken.None));
        Assert.Equal(["1000|1000"], await clone.Target.RowsAsync("""SELECT (SELECT count(*) FROM "Second one"), (SELECT count(*) FROM both_of_them)""", CancellationToken.None));
        await Oracle.AssertSameSchemaAsync(clone.Source, clone.Target);
    }

    [ServerFact(18)]
    public async Task What_others_made_on_it_stays()
    {
        await using var clone = await ClonedTable.CreateAsync(Simple);
        await clone.Target.ExecuteAsync("""
            CREATE INDEX theirs ON large (md5(note));
            CREATE SCHEMA theirs CREATE VIEW seen AS SELECT id FROM large;
            CREATE POLICY theirs ON large USING (id > 0);
            """, CancellationToken.None);

        await clone.Source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);
        var planned = await Product.RunAsync("plan", clone.Plan.Plan);
        await clone.Plan.ConvergeAsync();

        Assert.Contains("filled beside the old ones, then exchanged", planned.Out, StringComparison.Ordinal);
        Assert.Equal(["theirs"], await clone.Target.RowsAsync("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%md5%'", CancellationToken.None));
        Assert.Equal(["theirs"], await clone.Target.RowsAsync("SELECT policyname FROM pg_policies", CancellationToken.None));
        Assert.Equal(["2200"], await clone.Target.RowsAsync("SELECT count(*) FROM theirs.seen", CancellationToken.None));
        await Oracle.AssertSameRowsAsync(clone.Source, clone.Target);
    }

    [ServerTheory(18)]
    [InlineData("CREATE INDEX theirs ON large (md5(note))", 1)]
    [InlineData("CREATE VIEW theirs AS SELECT id FROM large", 1)]
    [InlineData("CREATE OR REPLACE VIEW standing WITH (security_barrier) AS SELECT id, 1 AS more FROM large", 0)]
    [InlineData("ALTER TABLE large DISABLE TRIGGER standing; COMMENT ON COLUMN large.note IS 'theirs'; GRANT SELECT ON standing TO PUBLIC", 0)]
    public async Task What_comes_to_it_meanwhile_is_not_lost(string change, long stay)
    {
        await using var clone = await ClonedTable.CreateAsync($"""
            {Simple}
            CREATE VIEW standing AS SELECT id FROM large;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER standing BEFORE UPDATE ON large FOR EACH ROW EXECUTE FUNCTION touch();
            """);
        await clone.Source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);

        var run = Product.RunAsync("apply", clone.Plan.Plan, "--yes", "--rate-limit", "5MB");
        while (!run.IsCompleted && await clone.Target.ScalarAsync<bool>("SELECT to_regclass('pgclone_staged_public.large') IS NULL", CancellationToken.None)) await Task.Delay(20);
        await clone.Target.ExecuteAsync(change, CancellationToken.None);
        var refused = await run;
        var left = await clone.Target.ScalarAsync<bool>("SELECT to_regclass('pgclone_staged_public.large') IS NOT NULL", CancellationToken.None);
        var rows = await clone.Target.ScalarAsync<long>("SELECT count(*) FROM large WHERE note LIKE 'new %'", CancellationToken.None);
        var planned = await Product.RunAsync("plan", clone.Plan.Plan);
        await clone.Plan.ConvergeAsync();

        Assert.Equal(8, refused.ExitCode);
        Assert.Contains("swap public.large failed: somebody changed public.large, or something that hangs on it", refused.Error, StringComparison.Ordinal);
        Assert.True(left);
        Assert.Equal(0, rows);
        Assert.DoesNotContain("pgclone_staged", planned.Out, StringComparison.Ordinal);
        Assert.Equal(stay, await clone.Target.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relname = 'theirs'", CancellationToken.None));
        Assert.Empty(await clone.Target.RowsAsync("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pgclone\\_%'", CancellationToken.None));
        await Oracle.AssertSameRowsAsync(clone.Source, clone.Target);
    }

    [ServerTheory(18)]
    [InlineData("DROP SEQUENCE numbers")]
    [InlineData("ALTER SEQUENCE numbers OWNED BY NONE")]
    public async Task A_sequence_of_its_own_that_changes_keeps_it_where_it_is(string change)
    {
        await using var clone = await ClonedTable.CreateAsync($"{Simple} CREATE SEQUENCE numbers OWNED BY large.id", clone: "    objects: [\"*\"]\n    prune: true");

        await clone.Source.ExecuteAsync($"UPDATE large SET note = 'new ' || note; {change}", CancellationToken.None);
        var planned = await Product.RunAsync("plan", clone.Plan.Plan);
        await clone.Plan.ConvergeAsync();

        Assert.Contains("readers wait, for sequence public.numbers changes too", planned.Out, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Who_reads_by_a_view_gets_what_it_wants_and_so_does_the_exchange()
    {
        await using var clone = await ClonedTable.CreateAsync($"{Simple} CREATE VIEW seen AS SELECT * FROM large");
        await clone.Source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);
        await using var first = await clone.Target.OpenAsync(CancellationToken.None);
        await using var second = await clone.Target.OpenAsync(CancellationToken.None);

        await ExecuteAsync(first, "BEGIN; SELECT count(*) FROM large");
        var run = Product.RunAsync("apply", clone.Plan.Plan, "--yes");
        while (await clone.Target.ScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted)", CancellationToken.None)) await Task.Delay(20);
        var reads = ExecuteAsync(second, "SELECT count(*) FROM seen");
        await Task.Delay(200);
        await ExecuteAsync(first, "COMMIT");
        await reads;

        Assert.Equal(0, (await run).ExitCode);
        await Oracle.AssertSameRowsAsync(clone.Source, clone.Target);

        static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    [ServerFact(18)]
    public async Task Nobody_else_reads_it_before_the_exchange()
    {
        await using var clone = await ClonedTable.CreateAsync(Simple);
        var role = $"reader_{clone.Target.Name}";
        await clone.Target.ExecuteAsync($"""
            CREATE ROLE {role};
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {role};
            ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {role};
            """, CancellationToken.None);
        await clone.Source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);

        var run = Product.RunAsync("apply", clone.Plan.Plan, "--yes", "--rate-limit", "8MB");
        while (!run.IsCompleted && await clone.Target.ScalarAsync<bool>("SELECT to_regclass('pgclone_staged_public.large') IS NULL", CancellationToken.None)) await Task.Delay(20);
        var may = await clone.Target.ScalarAsync<bool>($"SELECT has_schema_privilege('{role}', 'pgclone_staged_public', 'USAGE')", CancellationToken.None);

        Assert.Equal(0, (await run).ExitCode);
        Assert.False(may);
        Assert.False(await clone.Target.ScalarAsync<bool>($"SELECT has_table_privilege('{role}', 'large', 'SELECT')", CancellationToken.None));
        await clone.Target.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}", CancellationToken.None);
    }

    [ServerFact(18)]
    public async Task Others_read_the_old_rows_until_all_new_ones_are_there()
    {
        await using var clone = await ClonedTable.CreateAsync(Simple);
        await clone.Source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);
        await clone.Target.ExecuteAsync("CREATE TABLE seen (news bigint)", CancellationToken.None);

        var run = Product.RunAsync("apply", clone.Plan.Plan, "--yes", "--rate-limit", "5MB");
        var seen = new HashSet<long>();
        var beside = 0;
        while (!run.IsCompleted)
        {
            seen.Add(await clone.Target.ScalarAsync<long>("SELECT count(*) FROM large WHERE note LIKE 'new %'", CancellationToken.None));
            // While it is being filled, it stands beside the one that others read.
            if (await clone.Target.ScalarAsync<bool>("SELECT to_regclass('pgclone_staged_public.large') IS NOT NULL", CancellationToken.None)) beside++;
        }

        Assert.Equal(0, (await run).ExitCode);
        Assert.True(beside > 3, $"seen {beside} times");
        Assert.Subset(new HashSet<long> { 0, 2200 }, seen);
    }

    [ServerFact(18)]
    public async Task A_role_that_is_no_superuser_replaces_rows_where_they_are()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Simple, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        var role = $"swapper_{target.Name}";
        await target.ExecuteAsync($"CREATE ROLE {role} LOGIN; ALTER DATABASE {target.Name} OWNER TO {role}; ALTER SCHEMA public OWNER TO {role}", CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { owners: false }");
        plan.WriteAs(target, role);
        await plan.ConvergeAsync();

        await source.ExecuteAsync("UPDATE large SET note = 'new ' || note", CancellationToken.None);
        var planned = await Product.RunAsync("plan", plan.Plan);
        await plan.ConvergeAsync();

        Assert.Contains($"readers wait, for {role} is no superuser", planned.Out, StringComparison.Ordinal);
    }

    private static async Task<string> SwapAsync(string savedPlan)
    {
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(savedPlan));
        return plan.RootElement.GetProperty("clones")[0].GetProperty("graph").GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("step").GetString() == "swapTable").GetProperty("statements").ToString();
    }

    /// <summary>A clone of a database that has been made once.</summary>
    private sealed record ClonedTable(TestDatabase Source, TestDatabase Target, CloneCase Plan) : IAsyncDisposable
    {
        public static async Task<ClonedTable> CreateAsync(string script, int version = 18, string clone = "    objects: [\"*\"]")
        {
            var source = await TestServers.CreateDatabaseAsync(version, CancellationToken.None);
            await source.ExecuteAsync(script, CancellationToken.None);
            var target = TestDatabase.Unborn(source.Server);
            var cloned = new ClonedTable(source, target, new(source, target, clone));
            await cloned.Plan.ConvergeAsync();
            return cloned;
        }

        public async ValueTask DisposeAsync()
        {
            Plan.Dispose();
            await Target.DisposeAsync();
            await Source.DisposeAsync();
        }
    }
}
