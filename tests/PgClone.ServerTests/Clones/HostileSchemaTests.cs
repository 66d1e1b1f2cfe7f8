using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Clones;

/// <summary>Schemas of which other tools lose objects. What cannot be cloned yet is named; everything else arrives.</summary>
public sealed class HostileSchemaTests
{
    private const string SkipUnsupported = "    objects: [\"*\"]\n    unsupported: skip";

    // One line per object that must be the same on both sides, whatever its kind.
    private const string Inventory = """
        SELECT 'relation ' || c.oid::regclass || ' ' || concat(c.relkind, c.relpersistence, c.relreplident) || c.relrowsecurity || c.relforcerowsecurity || c.relispopulated
               || coalesce(array_to_string(c.reloptions, ','), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'pgclone')
        UNION ALL SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || a.attnotnull || concat(a.attidentity, a.attgenerated, a.attstorage)
               || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || coalesce(col_description(a.attrelid, a.attnum), '')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f') JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'pgclone')
        UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid >= 16384 AND contype <> 'n'
               AND connamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname = 'pgclone')
        UNION ALL SELECT 'index ' || pg_get_indexdef(i.indexrelid) || i.indisclustered || i.indisreplident FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
               JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_' AND n.nspname <> 'pgclone'
        UNION ALL SELECT 'function ' || oid::regprocedure || ' ' || coalesce(obj_description(oid, 'pg_proc'), '') FROM pg_proc WHERE oid >= 16384
        UNION ALL SELECT 'trigger ' || concat(pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'policy ' || polrelid::regclass || '.' || polname || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') FROM pg_policy
        UNION ALL SELECT 'rule ' || pg_get_ruledef(oid) FROM pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN'
        UNION ALL SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
        UNION ALL SELECT 'inherits ' || inhrelid::regclass || ' ' || inhparent::regclass FROM pg_inherits
        UNION ALL SELECT 'type ' || concat(t.oid::regtype, t.typtype) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
               WHERE t.typtype IN ('e', 'd') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        UNION ALL SELECT 'schema ' || nspname || coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_' AND nspname <> 'pgclone'
        ORDER BY 1
        """;

    [ServerTheory(15, 18, Shared = "cases", PgDump = true)]
    [InlineData("adversarial.sql", 15)]
    [InlineData("adversarial.sql", 18)]
    [InlineData("fragile.sql", 15)]
    [InlineData("fragile.sql", 18)]
    public async Task Every_object_arrives(string script, int major)
    {
        await using var source = await TestServers.CreateDatabaseAsync(major, CancellationToken.None);
        // Roles belong to the server: the second database finds them there.
        await source.ExecuteAsync(
            "DO $$ BEGIN DROP ROLE IF EXISTS r_ro; DROP ROLE IF EXISTS r_app; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$", CancellationToken.None);
        Assert.Empty(await source.LoadWhatFitsAsync(SharedData.Locate($"cases/{script}"), CancellationToken.None));
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target, SkipUnsupported);

        await plan.ConvergeAsync();

        await Oracle.AssertSameRowsAsync(source, target);
        var (expected, found) = (await source.RowsAsync(Inventory, CancellationToken.None), await target.RowsAsync(Inventory, CancellationToken.None));
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Except(found));
        Assert.Empty(found.Except(expected));
    }

    [ServerFact(15)]
    public async Task What_cannot_be_cloned_is_named_and_refused()
    {
        await using var source = await TestServers.CreateDatabaseAsync(15, CancellationToken.None);
        await source.ExecuteAsync("""
            CREATE FUNCTION below(int, bool) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2::int';
            CREATE OPERATOR <<% (LEFTARG = int, RIGHTARG = bool, FUNCTION = below);
            ALTER OPERATOR FAMILY integer_ops USING btree ADD OPERATOR 1 <<% (int, bool);
            """, CancellationToken.None);
        await using var target = TestDatabase.Unborn(source.Server);
        using var plan = new CloneCase(source, target);

        var refused = await Product.RunAsync("apply", plan.Plan, "--yes");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("error PGC1004: cannot be cloned yet: member of a built-in operator family operator 1 (integer, boolean)", refused.Error, StringComparison.Ordinal);
    }
}
