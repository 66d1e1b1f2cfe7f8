using CliWrap;
using Npgsql;
using PgClone.Postgres.Sql;
using Xunit;

namespace PgClone.TestKit;

/// <summary>Independent witnesses that a clone is like its source: pg_dump for definitions, the text of every row for data.</summary>
public static class Oracle
{
    // Nothing of the product: names from the catalog, rows as text, one hash over all in order.
    private const string RowsOfEveryTable = """
        SELECT n.nspname || '.' || c.relname || ' ' ||
               (xpath('/row/d/text()', query_to_xml(format('SELECT count(*) || %L || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")), %L) AS d FROM ONLY %I.%I AS t',
                                                           ' ', '', n.nspname, c.relname), false, true, '')))[1]::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'pgclone')
        ORDER BY 1
        """;

    // Those from 90000 on are the target's own.
    private const string LargeObjects = """
        SELECT m.oid, md5(lo_get(m.oid)), pg_get_userbyid(m.lomowner), obj_description(m.oid, 'pg_largeobject'),
               (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(coalesce(m.lomacl, acldefault('L', m.lomowner))) a)
        FROM pg_catalog.pg_largeobject_metadata m WHERE m.oid < 90000 ORDER BY 1
        """;

    // In the order in which they were made, so that one that reads another comes after it.
    private const string RefreshViews = """
        DO $$ DECLARE v regclass; BEGIN
            FOR v IN SELECT oid FROM pg_catalog.pg_class WHERE relkind = 'm' AND relispopulated ORDER BY oid LOOP EXECUTE 'REFRESH MATERIALIZED VIEW ' || v; END LOOP;
        END $$
        """;

    /// <summary>
    /// Computes the source's materialized views anew: a clone computes its own from its rows, and those of a source may be of yesterday.
    /// </summary>
    private static Task RefreshViewsAsync(TestDatabase source) => source.ExecuteAsync(RefreshViews, CancellationToken.None);

    /// <summary>Asserts that every table and materialized view holds the same rows on both sides, and every large object the same bytes.</summary>
    public static async Task AssertSameRowsAsync(TestDatabase source, TestDatabase target)
    {
        await RefreshViewsAsync(source);
        var expected = await source.RowsAsync(RowsOfEveryTable, CancellationToken.None);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await target.RowsAsync(RowsOfEveryTable, CancellationToken.None));
        Assert.Equal(await source.RowsAsync(LargeObjects, CancellationToken.None), await target.RowsAsync(LargeObjects, CancellationToken.None));
    }

    /// <summary>
    /// Asserts that pg_dump -s of the clone is what it should be: on equal versions that of the source, else that of what psql makes of the
    /// source's dump on the target's server, since two versions print the same view differently. Tables that the clone leaves out are named.
    /// </summary>
    public static async Task AssertSameSchemaAsync(TestDatabase source, TestDatabase target, bool owners = false, IReadOnlyList<string>? without = null)
    {
        ValueList<string> options = [.. owners ? [] : PgDump.UsualOptions, .. (without ?? []).Select(table => $"--exclude-table={table}")];
        var dump = await PgDump.GetAsync(Math.Max(source.Server.Major, target.Server.Major), CancellationToken.None);
        var expected = source.Server.Major == target.Server.Major ? await DumpAsync(dump, source, options) : await RestoredAsync((dump, options), source, target.Server);
        var found = await DumpAsync(dump, target, options);
        // Said whole: what an assertion on collections prints is cut off before it says anything.
        Assert.True(expected.SequenceEqual(found), $"pg_dump of the clone lacks:\n{Beyond(expected, found)}\nand has instead:\n{Beyond(found, expected)}");
    }

    // A statement that stands twice on one side stays once.
    private static string Beyond(IReadOnlyList<string> some, IReadOnlyList<string> others)
    {
        var beyond = some.ToList();
        foreach (var other in others) beyond.Remove(other);
        return string.Join(";\n", beyond);
    }

    private static async Task<IReadOnlyList<string>> RestoredAsync((PgDump Program, ValueList<string> Options) dump, TestDatabase source, TestServer server)
    {
        await using var restored = await TestDatabase.CreateAsync(server, CancellationToken.None);
        var script = await dump.Program.SchemaOnlyAsync(source.ConnectionString, dump.Options, CancellationToken.None);
        // psql knows the dump's own commands; what the target's version refuses is left out on both sides.
        var to = new NpgsqlConnectionStringBuilder(restored.ConnectionString);
        await CliWrap.Cli.Wrap("psql").WithArguments(["-qX", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!])
            .WithStandardInputPipe(PipeSource.FromString(script)).WithValidation(CommandResultValidation.None).ExecuteAsync();
        return await DumpAsync(dump.Program, restored, dump.Options);
    }

    private static async Task<IReadOnlyList<string>> DumpAsync(PgDump dump, TestDatabase database, ValueList<string> options) =>
        [.. SchemaDump.Normalise(await dump.SchemaOnlyAsync(database.ConnectionString, options, CancellationToken.None))];
}
