using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Rows of the user in tables of an extension, and where its sequences stand.</summary>
public sealed class ExtensionConfigurationTests
{
    private const string Use = """
        CREATE EXTENSION pgclone_conf;
        INSERT INTO kinds VALUES (10, 'mine', true), (11, 'too', true);
        INSERT INTO settings VALUES ('a', 10, 'one'), ('b', 1, 'two');
        SELECT setval('numbers', 41);
        CREATE TABLE notes (id int PRIMARY KEY, kind int REFERENCES kinds);
        INSERT INTO notes VALUES (1, 10), (2, 1);
        CREATE MATERIALIZED VIEW seen AS SELECT key, value FROM settings;
        """;

    private const string Everything = """
        SELECT 'k', k::text FROM kinds k UNION ALL SELECT 's', s::text FROM settings s UNION ALL SELECT 'n', n::text FROM notes n
        UNION ALL SELECT 'v', v::text FROM seen v UNION ALL SELECT 'w', w::text FROM summary w UNION ALL SELECT 'q', last_value::text FROM numbers ORDER BY 1, 2
        """;

    // Nothing that comes with PostgreSQL has such tables, so members are added by hand, on both sides.
    private const string ByHand = """
        CREATE EXTENSION citext;
        CREATE TABLE kinds (id int PRIMARY KEY, name text, is_user bool);
        CREATE TABLE settings (key text, kind int REFERENCES kinds, value text);
        CREATE SEQUENCE numbers;
        ALTER EXTENSION citext ADD TABLE kinds;
        ALTER EXTENSION citext ADD TABLE settings;
        ALTER EXTENSION citext ADD SEQUENCE numbers;
        UPDATE pg_extension SET extconfig = ARRAY['settings'::regclass::oid, 'kinds'::regclass::oid, 'numbers'::regclass::oid], extcondition = ARRAY['', 'WHERE is_user', '']
        WHERE extname = 'citext';
        INSERT INTO kinds VALUES (1, 'built in', false);
        """;

    private const string Rows = "SELECT 'k', k::text FROM kinds k UNION ALL SELECT 's', s::text FROM settings s UNION ALL SELECT 'q', last_value::text FROM numbers ORDER BY 1, 2";

    [ServerFact(18, PgDump = true)]
    public async Task Come_with_a_new_extension_and_follow_the_source()
    {
        using var extension = new TestExtension();
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await extension.LetFindAsync(source);
        await extension.LetFindAsync(target);
        await source.ExecuteAsync(Use, CancellationToken.None);
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true");

        foreach (var (side, change) in new[]
        {
            (source, "SELECT 1"),
            // The rows of settings refer to those of kinds that are replaced.
            (source, "UPDATE kinds SET name = 'changed' WHERE id = 10; SELECT nextval('numbers')"),
            (source, "DELETE FROM settings WHERE key = 'a'; DELETE FROM notes WHERE id = 1; DELETE FROM kinds WHERE id = 10"),
            (target, "INSERT INTO kinds VALUES (99, 'theirs', true); UPDATE settings SET value = 'drifted'; SELECT setval('numbers', 7)"),
        })
        {
            await side.ExecuteAsync(change, CancellationToken.None);
            if (change != "SELECT 1") Assert.Equal(2, (await Product.RunAsync("diff", plan.Plan)).ExitCode);
            await plan.ConvergeAsync();
            await source.ExecuteAsync("REFRESH MATERIALIZED VIEW seen; REFRESH MATERIALIZED VIEW summary", CancellationToken.None);
            Assert.Equal(await source.RowsAsync(Everything, CancellationToken.None), await target.RowsAsync(Everything, CancellationToken.None));
            await Oracle.AssertSameSchemaAsync(source, target);
        }

        // What the extension itself put there on the target is nobody's of us.
        await target.ExecuteAsync("UPDATE kinds SET name = 'newer' WHERE id = 1", CancellationToken.None);
        await plan.AssertConvergedAsync();
    }

    [ServerFact(15, 18)]
    public async Task Of_an_extension_that_is_there_are_cloned_filtered_masked_and_left_alone_as_the_plan_says()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(ByHand, CancellationToken.None);
        await target.ExecuteAsync(ByHand, CancellationToken.None);
        await source.ExecuteAsync("INSERT INTO kinds VALUES (2, 'mine', true); INSERT INTO settings VALUES ('a', 2, 'secret'), ('b', 1, 'secret'); SELECT setval('numbers', 5)", CancellationToken.None);
        using var plan = new CloneCase(source, target, """
                objects: ["*"]
                filters: { public.settings: { where: "key <> 'b'" } }
                masks: { rules: { public.settings.value: { type: constant, value: masked } } }
            """);
        var planned = await Product.RunAsync("plan", plan.Plan);
        Assert.Matches(@"> public\.settings .*1 column masked, filtered +\(0 rows on the target, 1 wanted\)", planned.Out);

        await plan.ConvergeAsync();
        await source.ExecuteAsync("UPDATE kinds SET name = 'still mine' WHERE id = 2", CancellationToken.None);
        await plan.ConvergeAsync();

        Assert.Equal(["k|(1,\"built in\",f)", "k|(2,\"still mine\",t)", "q|5", "s|(a,2,masked)"], await target.RowsAsync(Rows, CancellationToken.None));
        await source.ExecuteAsync("INSERT INTO settings VALUES ('c')", CancellationToken.None);
        plan.Edit(text => text + "\n    data: { public.settings: none }\n");
        await plan.AssertConvergedAsync();
    }

    [ServerFact(18)]
    public async Task That_others_put_on_the_target_are_not_replaced()
    {
        await using var source = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await using var target = await TestServers.CreateDatabaseAsync(18, CancellationToken.None);
        await source.ExecuteAsync(ByHand + "; INSERT INTO kinds VALUES (2, 'mine', true)", CancellationToken.None);
        await target.ExecuteAsync(ByHand + "; INSERT INTO kinds VALUES (3, 'theirs', true)", CancellationToken.None);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Contains("table public.kinds of extension citext is there already, with other rows; PgClone did not make it", refused.Error, StringComparison.Ordinal);
        plan.Edit(text => text + "\n    conflicts: { rules: { public.kinds: skip } }\n");
        await plan.ConvergeAsync();
        Assert.Equal(["k|(1,\"built in\",f)", "k|(3,theirs,t)", "q|1"], await target.RowsAsync(Rows, CancellationToken.None));
    }
}
