using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Event triggers that stand on the target while a clone works there: ours are silent, those of others are not passed by.</summary>
public sealed class EventTriggerTests
{
    private const string Schema = """
        CREATE TABLE t (id int PRIMARY KEY, v text);
        CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
        -- Sessions of the clone are those with an empty search_path.
        BEGIN IF current_setting('search_path') IN ('', '""') THEN RAISE EXCEPTION 'refused: %', tg_tag; END IF; END $$;
        CREATE EVENT TRIGGER ours ON ddl_command_start EXECUTE FUNCTION refuse();
        """;

    private const string States = "SELECT evtname, evtenabled FROM pg_event_trigger ORDER BY evtname";

    [ServerFact(15)]
    public async Task One_of_others_fires_and_the_plan_says_so()
    {
        await using var source = await SourceAsync(15);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("""
            CREATE SCHEMA audit;
            CREATE TABLE audit.seen (tag text);
            CREATE FUNCTION audit.see() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit.seen VALUES (tg_tag); END $$;
            CREATE EVENT TRIGGER theirs ON ddl_command_end EXECUTE FUNCTION audit.see();
            """, CancellationToken.None);
        var idle = await Product.RunAsync("plan", plan.Plan);
        await source.ExecuteAsync("CREATE INDEX by_v ON t (v)", CancellationToken.None);
        await Product.RunAsync("plan", plan.Plan, "--out", plan.SavedPlan);
        await target.ExecuteAsync("CREATE EVENT TRIGGER late ON ddl_command_end EXECUTE FUNCTION audit.see()", CancellationToken.None);
        var stale = await Product.RunAsync("apply", plan.SavedPlan, "--yes");
        await target.ExecuteAsync("DROP EVENT TRIGGER late", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.Equal(5, stale.ExitCode);
        Assert.Contains("event trigger late appeared on the target since the plan was made", stale.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("event trigger", idle.Out, StringComparison.Ordinal);
        Assert.Contains("note: event trigger ours is disabled while the clone works", applied.Out, StringComparison.Ordinal);
        Assert.Contains("note: event trigger theirs of the target fires on what the clone does there", applied.Out, StringComparison.Ordinal);
        Assert.Equal(["CREATE INDEX"], await target.RowsAsync("SELECT tag FROM audit.seen", CancellationToken.None));
        Assert.Equal(["ours|O", "theirs|O"], await target.RowsAsync(States, CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task What_one_of_others_puts_on_a_new_table_does_not_touch_its_rows()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, 'v' FROM generate_series(1, 100) g", CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await target.ExecuteAsync("""
            CREATE SCHEMA audit;
            CREATE FUNCTION audit.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := 'touched'; RETURN NEW; END $$;
            CREATE FUNCTION audit.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity = 'public.t') THEN
                    CREATE TRIGGER touched BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION audit.touch();
                END IF;
            END $$;
            CREATE EVENT TRIGGER watched ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION audit.watch();
            """, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"public.*\"]");

        await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(["t|O"], await target.RowsAsync("SELECT tgrelid::regclass, tgenabled FROM pg_trigger WHERE tgname = 'touched'", CancellationToken.None));
        await Oracle.AssertSameRowsAsync(source, target);
    }

    [ServerFact(18)]
    public async Task Rows_alone_disable_none()
    {
        await using var source = await SourceAsync(18);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await source.ExecuteAsync("INSERT INTO t VALUES (1, 'a')", CancellationToken.None);

        var applied = await plan.ConvergeAsync();

        Assert.DoesNotContain("event trigger", applied.Out, StringComparison.Ordinal);
    }

    [ServerFact(18)]
    public async Task Ours_are_enabled_again_though_a_step_failed()
    {
        await using var source = await SourceAsync(18);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);
        await plan.ConvergeAsync();
        await target.ExecuteAsync("""
            CREATE FUNCTION no_index() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no index here'; END $$;
            CREATE EVENT TRIGGER theirs ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION no_index();
            """, CancellationToken.None);
        await source.ExecuteAsync("CREATE INDEX by_v ON t (v); CREATE TABLE other (id int)", CancellationToken.None);

        var failed = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(8, failed.ExitCode);
        Assert.Contains("create index public.t.by_v failed: no index here", failed.Error, StringComparison.Ordinal);
        Assert.Equal(["ours|O", "theirs|O"], await target.RowsAsync(States, CancellationToken.None));
    }

    [ServerFact(18)]
    public async Task A_role_that_may_not_make_or_own_one_is_told_so()
    {
        await using var source = await SourceAsync(18);
        await using var role = await TestRole.CreateAsync(source);
        await source.ExecuteAsync("CREATE FOREIGN DATA WRAPPER w", CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, $"    objects: [\"*\"]\n    include: {{ owners: true }}\n    roles: {{ map: {{ postgres: {role.Name} }} }}");

        var owner = await Product.RunAsync("plan", plan.Plan);
        plan.WriteAs(target, role.Name);
        var maker = await Product.RunAsync("plan", plan.Plan);

        Assert.Equal(3, owner.ExitCode);
        Assert.Contains($"error PGC1407: event trigger ours can belong to superusers only, and {role.Name} of the target is none", owner.Error, StringComparison.Ordinal);
        Assert.Equal(3, maker.ExitCode);
        Assert.Contains($"error PGC1407: event trigger ours can be made by superusers only, and {role.Name} of the target is none", maker.Error, StringComparison.Ordinal);
        Assert.Contains("error PGC1407: foreign-data wrapper w can be made by superusers only", maker.Error, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> SourceAsync(int major)
    {
        var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        await source.ExecuteAsync(Schema, CancellationToken.None);
        return source;
    }
}
