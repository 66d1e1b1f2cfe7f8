using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>What belongs to a clone, and what of the target it leaves alone.</summary>
public sealed class ScopeTests
{
    private const string Schema = """
        CREATE SCHEMA app;
        CREATE SCHEMA other;
        CREATE TYPE other.mood AS ENUM ('a');
        CREATE TABLE app.kept (id int PRIMARY KEY, m other.mood);
        CREATE TABLE app.goes (id int REFERENCES app.kept);
        CREATE TABLE other.unseen (id int);
        CREATE INDEX by_m ON app.kept (m);
        CREATE VIEW app.v AS SELECT id FROM app.kept;
        COMMENT ON TABLE app.kept IS 'kept';
        COMMENT ON COLUMN app.kept.id IS 'key';
        INSERT INTO app.kept VALUES (1, 'a');
        """;

    [ServerFact(18)]
    public async Task What_left_the_source_goes_only_when_the_plan_prunes()
    {
        await using var source = await SourceAsync();
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("CREATE TABLE app.theirs (id int); CREATE INDEX theirs_too ON app.kept (id)", CancellationToken.None);
        await source.ExecuteAsync("DROP TABLE app.goes; DROP INDEX app.by_m", CancellationToken.None);

        // What belongs to a table goes with its definition, what stands alone stays until the plan says otherwise.
        var kept = await plan.ConvergeAsync();
        Assert.Contains("table app.goes is no longer on the source and stays; prune: true would drop it", kept.Out, StringComparison.Ordinal);
        Assert.Equal(1, await target.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE oid = 'app.goes'::regclass", CancellationToken.None));
        plan.Edit(text => text + "\n    prune: true\n");
        await plan.ConvergeAsync();

        Assert.Equal(
            ["app.kept", "app.kept_pkey", "app.theirs", "app.theirs_too", "app.v"],
            await target.RowsAsync("SELECT c.oid::regclass FROM pg_class c WHERE relnamespace = 'app'::regnamespace ORDER BY c.oid::regclass::text", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_partition_that_others_made_stays_and_is_told_of()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE SCHEMA app;
            CREATE TABLE app.parted (id int) PARTITION BY LIST (id);
            CREATE TABLE app.parted_1 PARTITION OF app.parted FOR VALUES IN (1);
            INSERT INTO app.parted VALUES (1);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"app.*\"]");
        await plan.ConvergeAsync();
        await target.ExecuteAsync("CREATE TABLE app.parted_2 PARTITION OF app.parted FOR VALUES IN (2); INSERT INTO app.parted VALUES (2)", CancellationToken.None);

        var planned = await Product.RunAsync("plan", plan.Plan);

        Assert.Contains("note: table app.parted_2 is on the target alone and stays: PgClone did not make it", planned.Out, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task A_table_whose_marked_index_is_left_out_has_no_mark()
    {
        await using var source = await SourceAsync();
        await source.ExecuteAsync("""
            ALTER TABLE app.kept CLUSTER ON by_m;
            ALTER TABLE app.kept REPLICA IDENTITY USING INDEX kept_pkey;
            CREATE MATERIALIZED VIEW app.mv AS SELECT id FROM app.kept;
            CREATE INDEX mv_id ON app.mv (id);
            ALTER MATERIALIZED VIEW app.mv CLUSTER ON mv_id
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    include: { indexes: false, constraints: false }");

        await plan.ConvergeAsync();

        Assert.Equal(["d"], await target.RowsAsync("SELECT relreplident FROM pg_class WHERE oid = 'app.kept'::regclass", CancellationToken.None));
    }

    /// <summary>
    /// The order of its columns can only be kept by making it alone. Its columns and checks are its own then, not only its parents': pg_dump tells.
    /// </summary>
    [ServerFact(18)]
    public async Task A_child_whose_parents_got_columns_later_keeps_order_rows_and_checks()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE FUNCTION positive(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
            CREATE TABLE par (i int NOT NULL, CHECK (i > 0), CONSTRAINT alone CHECK (i < 1000) NO INHERIT, CONSTRAINT called CHECK (positive(i)));
            CREATE TABLE par2 (z int);
            CREATE TABLE chi (x int, CONSTRAINT own CHECK (x > 0)) INHERITS (par, par2);
            ALTER TABLE par2 ADD COLUMN late int;
            INSERT INTO chi VALUES (1, 2, 3, 4);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        await plan.ConvergeAsync();

        Assert.Equal(["i|z|x|late"], await target.RowsAsync("SELECT string_agg(attname, '|' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'chi'::regclass AND attnum > 0", CancellationToken.None));
        Assert.Equal(["1|2|3|4"], await target.RowsAsync("SELECT * FROM chi", CancellationToken.None));
        Assert.Equal(["called", "own", "par_i_check"], await target.RowsAsync("SELECT conname FROM pg_constraint WHERE conrelid = 'chi'::regclass AND contype = 'c' ORDER BY 1", CancellationToken.None));
        await source.ExecuteAsync("ALTER TABLE par2 ADD COLUMN later int DEFAULT 3; ALTER TABLE par ADD CONSTRAINT another CHECK (i <> 77)", CancellationToken.None);
        await plan.ConvergeAsync();
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task What_others_built_on_ours_is_named_before_it_would_be_dropped()
    {
        await using var source = await SourceAsync();
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("CREATE VIEW other.built_on AS SELECT id FROM app.v", CancellationToken.None);
        await source.ExecuteAsync("DROP VIEW app.v; CREATE VIEW app.v AS SELECT id AS renamed FROM app.kept", CancellationToken.None);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1401: view other.built_on on the target needs view app.v, which is made again, and is not part of the clone", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["id"], await target.RowsAsync("SELECT attname FROM pg_attribute WHERE attrelid = 'app.v'::regclass", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_schema_alone_says_what_it_needs_and_takes_it_along_when_told()
    {
        await using var source = await SourceAsync();
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, "    objects: [\"app.*\"]");

        var refused = await Product.RunAsync("plan", plan.Plan);
        plan.Edit(text => text + "\n    dependencies: include\n");
        await plan.ConvergeAsync();

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1003: table app.kept needs enum other.mood, which is not selected", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, await target.ScalarAsync<long>("SELECT count(*) FROM pg_type WHERE typname = 'mood'", CancellationToken.None));
        Assert.Equal(0, await target.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relname = 'unseen'", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task What_the_switches_turn_off_stays_away()
    {
        await using var source = await SourceAsync();
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, """
                objects: ["*", "!other.unseen"]
                include: { indexes: false, constraints: false, comments: false }
            """);

        await plan.ConvergeAsync();

        Assert.Equal(
            ["app.goes", "app.kept", "app.v"],
            await target.RowsAsync("SELECT oid::regclass FROM pg_class WHERE relnamespace IN ('app'::regnamespace, 'other'::regnamespace) ORDER BY 1", CancellationToken.None));
        Assert.Null(await target.ScalarAsync<string>("SELECT obj_description('app.kept'::regclass, 'pg_class')", CancellationToken.None));
    }

    private static async Task<TestDatabase> SourceAsync()
    {
        var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }

    [ServerFact(14, 18)]
    public async Task A_schema_that_only_comes_along_says_nothing_about_who_may_create_there()
    {
        await using var source = await TestServers.CreateDatabaseAsync(14, CancellationToken.None);
        await source.ExecuteAsync("CREATE SCHEMA app; CREATE EXTENSION citext; CREATE TABLE app.t (name citext)", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"app.*\"]");

        await plan.ConvergeAsync();

        Assert.Equal(["f"], await target.RowsAsync("SELECT has_schema_privilege('pg_read_all_data', 'public', 'CREATE')", CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task What_stands_in_the_schema_of_the_ledger_is_named_and_a_ledger_is_none_of_it()
    {
        await using var first = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await first.ExecuteAsync("CREATE TABLE t (id int)", CancellationToken.None);
        await using var source = TestDatabase.Unborn(first.Server);
        using var chain = new CloneCase(first, source);
        await chain.ConvergeAsync();
        await using var target = TestDatabase.Unborn(first.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("CREATE TABLE pgclone.mine (id int)", CancellationToken.None);

        var refused = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("object in the schema of the ledger pgclone.mine", refused.Error, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task What_others_put_on_our_tables_is_named_by_plan_and_diff_and_stays()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON t USING (id < 4)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("CREATE POLICY evil ON t USING (true); CREATE INDEX mine ON t (id); ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC", CancellationToken.None);

        var planned = await Product.RunAsync("plan", plan.Plan);
        var diff = await Product.RunAsync("diff", plan.Plan);

        Assert.Contains("note: policy public.t.evil is on the target alone and stays: PgClone did not make it", planned.Out, StringComparison.Ordinal);
        Assert.Contains("index public.t.mine is on the target alone", planned.Out, StringComparison.Ordinal);
        Assert.Contains("default privileges postgres on tables is on the target alone", planned.Out, StringComparison.Ordinal);
        Assert.Contains("! policy public.t.evil is on the target alone, and not of PgClone: it stays", diff.Out, StringComparison.Ordinal);
        Assert.Equal(0, diff.ExitCode);
    }

    [ServerFact(15)]
    public async Task A_type_changes_where_the_column_stands_with_what_is_made_of_it()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(5)); CREATE INDEX ON t (v); CREATE TABLE u (n int CHECK (n > 0)); INSERT INTO t VALUES (1, 'a'); INSERT INTO u VALUES (1)", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("ALTER TABLE t ALTER id TYPE bigint, ALTER v TYPE text; ALTER TABLE u ALTER n TYPE bigint", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Contains("ALTER TABLE ONLY public.t ALTER COLUMN v TYPE text USING v::text  [blocks reads, rewrites the table]", applied.Out, StringComparison.Ordinal);
        Assert.Contains("ALTER TABLE ONLY public.u ALTER COLUMN n TYPE bigint USING n::bigint", applied.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("-/+ table", applied.Out, StringComparison.Ordinal);
    }
}
