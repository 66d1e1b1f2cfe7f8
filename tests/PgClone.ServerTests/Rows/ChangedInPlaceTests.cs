using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>
/// What PostgreSQL can change in place leaves the rows where they are, whether the source changed after it was cloned or the target was changed back: no table is made
/// again, none emptied, and only rows that differ are touched.
/// </summary>
public sealed class ChangedInPlaceTests
{
    private const string Family = """
        CREATE TYPE en AS ENUM ('a', 'b');
        CREATE TYPE comp AS (x int, y text);
        CREATE TYPE alone AS (x int, y text);
        CREATE FUNCTION gives() RETURNS alone LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, v text, w text, e en DEFAULT 'a');
        CREATE TABLE uses (e en, c comp, CHECK (e IN ('a', 'b')));
        INSERT INTO uses VALUES ('a', (1, NULL)), ('b', (2, NULL)), (NULL, NULL), ('a', (NULL, NULL));
        CREATE TABLE keyless (id int, v text, w text);
        CREATE TABLE refers (id int PRIMARY KEY, t int REFERENCES t);
        CREATE TABLE p (id int, v text, PRIMARY KEY (id)) PARTITION BY RANGE (id);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100);
        CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100) TO (200);
        CREATE TABLE base (id int, v text);
        CREATE TABLE child (x int) INHERITS (base);
        CREATE TABLE gen (id int PRIMARY KEY, n int, g int GENERATED ALWAYS AS (n * 2) STORED);
        CREATE VIEW gen_seen AS SELECT g FROM gen;
        CREATE INDEX gen_g ON gen (g);
        CREATE TABLE gen_p (id int, n int, g int GENERATED ALWAYS AS (n * 2) STORED) PARTITION BY LIST (id);
        CREATE TABLE gen_p1 PARTITION OF gen_p FOR VALUES IN (1);
        CREATE TABLE referred (id int PRIMARY KEY);
        CREATE TABLE referring (r int REFERENCES referred, PRIMARY KEY (r));
        INSERT INTO gen SELECT g, g FROM generate_series(1, 50) g;
        INSERT INTO gen_p VALUES (1, 5);
        INSERT INTO referred SELECT generate_series(1, 50);
        INSERT INTO referring SELECT generate_series(1, 50);
        CREATE TABLE typed (id serial PRIMARY KEY, n int DEFAULT 5 CONSTRAINT above CHECK (n > 0), s varchar(5), f int, o text);
        CREATE INDEX typed_more ON typed ((n + 1));
        CREATE INDEX typed_s ON typed (s) WHERE s <> 'x';
        CREATE VIEW typed_v AS SELECT n + 1 AS m, s FROM typed;
        CREATE VIEW typed_vv AS SELECT m FROM typed_v;
        CREATE MATERIALIZED VIEW typed_m AS SELECT sum(m) FROM typed_vv;
        ALTER TABLE typed ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON typed USING (n > 0);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER touched BEFORE UPDATE OF n ON typed FOR EACH ROW WHEN (NEW.n > 0) EXECUTE FUNCTION touch();
        INSERT INTO typed (s) SELECT 's' || g FROM generate_series(1, 50) g;
        REFRESH MATERIALIZED VIEW typed_m;
        CREATE VIEW seen AS SELECT id, n, v FROM t;
        CREATE MATERIALIZED VIEW kept AS SELECT count(*) FROM seen;
        INSERT INTO t SELECT g, g, 'v' || g, 'w' || g FROM generate_series(1, 50) g;
        INSERT INTO keyless SELECT g, 'v' || g, 'w' FROM generate_series(1, 50) g;
        INSERT INTO refers SELECT g, g FROM generate_series(1, 50) g;
        INSERT INTO p SELECT g, 'v' || g FROM generate_series(1, 150) g;
        INSERT INTO base SELECT g, 'v' || g FROM generate_series(1, 50) g;
        INSERT INTO child SELECT g, 'v' || g, g FROM generate_series(1, 50) g;
        REFRESH MATERIALIZED VIEW kept;
        """;

    private static readonly (int From, int To)[] Pairs = [(14, 18), (15, 15), (18, 18)];

    /// <summary>A change, what takes it back, and the tables whose rows are merged; all others' rows stay.</summary>
    private static readonly (string Change, string Back, string Merged, int Oldest)[] Changes =
    [
        ("ALTER TABLE t ALTER v SET NOT NULL", "ALTER TABLE t ALTER v DROP NOT NULL", "", 14),
        ("ALTER TABLE t ALTER v SET NOT NULL; UPDATE t SET v = 'other' WHERE id = 7", "ALTER TABLE t ALTER v DROP NOT NULL; UPDATE t SET v = NULL WHERE id = 7", "t", 14),
        ("ALTER TABLE t ADD CONSTRAINT nn NOT NULL v", "ALTER TABLE t DROP CONSTRAINT nn", "", 18),
        ("ALTER TABLE t ADD CONSTRAINT nn NOT NULL v", "ALTER TABLE t DROP CONSTRAINT nn; ALTER TABLE t ADD CONSTRAINT nn NOT NULL v NOT VALID", "", 18),
        ("ALTER TABLE t DROP COLUMN w", "ALTER TABLE t ADD w text", "", 14),
        ("ALTER TABLE keyless DROP COLUMN w", "ALTER TABLE keyless ADD w text", "", 14),
        ("ALTER TABLE t ADD c int NOT NULL DEFAULT 7", "ALTER TABLE t DROP c", "", 14),
        ("ALTER TABLE keyless ADD c varchar(9) NOT NULL DEFAULT 'it''s'", "ALTER TABLE keyless DROP c", "", 14),
        ("ALTER TABLE keyless ADD c int; UPDATE keyless SET c = 3 WHERE id = 7", "ALTER TABLE keyless DROP c", "keyless", 14),
        ("ALTER TABLE keyless ADD c int; UPDATE keyless SET c = id; ALTER TABLE keyless ALTER c SET NOT NULL", "ALTER TABLE keyless DROP c", "keyless", 14),
        ("ALTER TABLE t ADD c en NOT NULL DEFAULT 'b', ADD d text[] DEFAULT '{}', ADD f numeric(5, 2) DEFAULT -1.5, ADD g jsonb DEFAULT '{\"a\": 1}', ADD h boolean NOT NULL DEFAULT false, ADD i timestamptz DEFAULT '2024-01-01 00:00+00', ADD j bigint",
            "ALTER TABLE t DROP c, DROP d, DROP f, DROP g, DROP h, DROP i, DROP j", "", 14),
        ("ALTER TABLE t ADD c int DEFAULT 7; UPDATE t SET c = 8 WHERE id < 5", "ALTER TABLE t DROP c", "t", 14),
        ("ALTER TABLE t ADD c serial", "ALTER TABLE t DROP c", "t", 14),
        ("ALTER TABLE t ADD c timestamptz NOT NULL DEFAULT now()", "ALTER TABLE t DROP c", "t", 14),
        ("ALTER TABLE t ADD c int; UPDATE t SET c = id; ALTER TABLE t ALTER c SET NOT NULL", "ALTER TABLE t DROP c", "t", 14),
        ("ALTER TABLE t ADD c int; UPDATE t SET c = id; ALTER TABLE t ADD CONSTRAINT named NOT NULL c; COMMENT ON CONSTRAINT named ON t IS 'why'", "ALTER TABLE t DROP c", "t", 18),
        ("ALTER TABLE t ADD g int GENERATED ALWAYS AS (n * 2) STORED", "ALTER TABLE t DROP g", "", 14),
        ("ALTER TABLE t ADD g int GENERATED ALWAYS AS (n * 2) STORED NOT NULL", "ALTER TABLE t DROP g", "", 14),
        ("ALTER TABLE t ADD g int GENERATED ALWAYS AS (n * 2) VIRTUAL", "ALTER TABLE t DROP g", "", 18),
        ("ALTER TABLE p ADD c int NOT NULL DEFAULT 3; ALTER TABLE p1 ALTER c SET DEFAULT 4", "ALTER TABLE p DROP c", "", 15),
        ("ALTER TABLE p ADD c int; UPDATE p SET c = id; ALTER TABLE p ALTER c SET NOT NULL", "ALTER TABLE p DROP c", "p1 p2", 15),
        ("ALTER TABLE p ALTER v SET NOT NULL; UPDATE p SET v = 'x' WHERE id = 5", "ALTER TABLE p ALTER v DROP NOT NULL; UPDATE p SET v = NULL WHERE id = 5", "p1", 15),
        ("ALTER TABLE base ADD c int DEFAULT 3 NOT NULL; ALTER TABLE child ALTER c DROP DEFAULT", "ALTER TABLE base DROP c", "", 14),
        ("ALTER TABLE base DROP v", "ALTER TABLE base ADD v text", "", 14),
        ("ALTER TYPE en RENAME VALUE 'a' TO 'z'", "ALTER TYPE en RENAME VALUE 'z' TO 'a'", "", 14),
        ("ALTER TYPE comp ADD ATTRIBUTE z int", "ALTER TYPE comp DROP ATTRIBUTE z", "", 14),
        ("ALTER TYPE comp DROP ATTRIBUTE y", "ALTER TYPE comp ADD ATTRIBUTE y text", "", 14),
        ("ALTER TYPE comp RENAME ATTRIBUTE y TO z; COMMENT ON COLUMN comp.z IS 'renamed'", "COMMENT ON COLUMN comp.z IS NULL; ALTER TYPE comp RENAME ATTRIBUTE z TO y", "", 14),
        ("ALTER TYPE alone ALTER ATTRIBUTE x TYPE bigint, DROP ATTRIBUTE y, ADD ATTRIBUTE z text COLLATE \"C\"", "ALTER TYPE alone ALTER ATTRIBUTE x TYPE int, DROP ATTRIBUTE z, ADD ATTRIBUTE y text", "", 14),
        ("ALTER TABLE t ALTER v SET NOT NULL; ALTER TABLE t ADD UNIQUE (v); ALTER TABLE t REPLICA IDENTITY USING INDEX t_v_key; UPDATE t SET v = 'x' WHERE id = 1",
            "ALTER TABLE t REPLICA IDENTITY DEFAULT; ALTER TABLE t DROP CONSTRAINT t_v_key; ALTER TABLE t ALTER v DROP NOT NULL; UPDATE t SET v = NULL WHERE id = 1", "t", 14),
        ("ALTER TABLE gen ALTER g DROP EXPRESSION", "DROP VIEW gen_seen; ALTER TABLE gen DROP g; ALTER TABLE gen ADD g int GENERATED ALWAYS AS (n * 2) STORED; CREATE VIEW gen_seen AS SELECT g FROM gen; CREATE INDEX gen_g ON gen (g)", "", 14),
        ("ALTER TABLE gen_p ALTER g DROP EXPRESSION; ALTER TABLE gen_p ALTER g SET DEFAULT 3", "ALTER TABLE gen_p DROP g; ALTER TABLE gen_p ADD g int GENERATED ALWAYS AS (n * 2) STORED", "", 14),
        ("ALTER TABLE gen ALTER g SET EXPRESSION AS (n * 3); ALTER TABLE gen_p ALTER g SET EXPRESSION AS (n * 3)", "ALTER TABLE gen ALTER g SET EXPRESSION AS (n * 2); ALTER TABLE gen_p ALTER g SET EXPRESSION AS (n * 2)", "", 18),
        ("ALTER TABLE t ADD g int GENERATED ALWAYS AS (n * 2) VIRTUAL", "ALTER TABLE t ALTER g SET EXPRESSION AS (n * 3)", "", 18),
        ("DROP MATERIALIZED VIEW typed_m; DROP VIEW typed_vv, typed_v; DROP POLICY own ON typed; DROP TRIGGER touched ON typed; ALTER TABLE typed ALTER id TYPE bigint, ALTER n TYPE numeric, ALTER s TYPE text; CREATE VIEW typed_v AS SELECT n + 1 AS m, s FROM typed; CREATE VIEW typed_vv AS SELECT m FROM typed_v; CREATE MATERIALIZED VIEW typed_m AS SELECT sum(m) FROM typed_vv; CREATE POLICY own ON typed USING (n > 0); CREATE TRIGGER touched BEFORE UPDATE OF n ON typed FOR EACH ROW WHEN (NEW.n > 0) EXECUTE FUNCTION touch();",
            "DROP MATERIALIZED VIEW typed_m; DROP VIEW typed_vv, typed_v; DROP POLICY own ON typed; DROP TRIGGER touched ON typed; ALTER TABLE typed ALTER id TYPE int, ALTER n TYPE int, ALTER s TYPE varchar(5); CREATE VIEW typed_v AS SELECT n + 1 AS m, s FROM typed; CREATE VIEW typed_vv AS SELECT m FROM typed_v; CREATE MATERIALIZED VIEW typed_m AS SELECT sum(m) FROM typed_vv; CREATE POLICY own ON typed USING (n > 0); CREATE TRIGGER touched BEFORE UPDATE OF n ON typed FOR EACH ROW WHEN (NEW.n > 0) EXECUTE FUNCTION touch();", "", 14),
        ("DROP MATERIALIZED VIEW typed_m; DROP VIEW typed_vv, typed_v; DROP POLICY own ON typed; DROP TRIGGER touched ON typed; ALTER TABLE typed ALTER id TYPE bigint, ALTER n TYPE bigint, ALTER s TYPE text COLLATE \"C\"; CREATE VIEW typed_v AS SELECT n + 1 AS m, s FROM typed; CREATE VIEW typed_vv AS SELECT m FROM typed_v; CREATE MATERIALIZED VIEW typed_m AS SELECT sum(m) FROM typed_vv; CREATE POLICY own ON typed USING (n > 0); CREATE TRIGGER touched BEFORE UPDATE OF n ON typed FOR EACH ROW WHEN (NEW.n > 0) EXECUTE FUNCTION touch();",
            "DROP MATERIALIZED VIEW typed_m; DROP VIEW typed_vv, typed_v; DROP POLICY own ON typed; DROP TRIGGER touched ON typed; ALTER TABLE typed ALTER id TYPE int, ALTER n TYPE int, ALTER s TYPE varchar(5); CREATE VIEW typed_v AS SELECT n + 1 AS m, s FROM typed; CREATE VIEW typed_vv AS SELECT m FROM typed_v; CREATE MATERIALIZED VIEW typed_m AS SELECT sum(m) FROM typed_vv; CREATE POLICY own ON typed USING (n > 0); CREATE TRIGGER touched BEFORE UPDATE OF n ON typed FOR EACH ROW WHEN (NEW.n > 0) EXECUTE FUNCTION touch();", "", 14),
        ("ALTER TABLE refers ALTER t TYPE bigint; ALTER TABLE referred ALTER id TYPE bigint; ALTER TABLE referring ALTER r TYPE bigint", "ALTER TABLE refers ALTER t TYPE int; ALTER TABLE referred ALTER id TYPE int; ALTER TABLE referring ALTER r TYPE int", "", 14),
    ];

    public static TheoryData<int, int, int> OnSource => Cases(LongRun.IsAsked ? Pairs : [(14, 18), (18, 18)]);

    public static TheoryData<int, int, int> OnTarget => Cases(LongRun.IsAsked ? Pairs : [(18, 18)]);

    private static TheoryData<int, int, int> Cases((int From, int To)[] pairs)
    {
        var cases = new TheoryData<int, int, int>();
        foreach (var (place, change) in Changes.Index())
            foreach (var (from, to) in pairs.Where(pair => pair.From >= change.Oldest)) cases.Add(place, from, to);
        return cases;
    }

    [ServerTheory(14, 15, 18, PgDump = true)]
    [MemberData(nameof(OnSource))]
    public async Task What_changes_on_the_source(int change, int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.ExecuteAsync(Family, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true\n");
        await plan.ConvergeAsync();
        await source.ExecuteAsync(Changes[change].Change, CancellationToken.None);
        await ConvergesAsync(Changes[change].Merged, source, target, plan);
    }

    [ServerTheory(14, 15, 18, PgDump = true)]
    [MemberData(nameof(OnTarget))]
    public async Task What_drifts_on_the_target(int change, int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        await source.ExecuteAsync(Family, CancellationToken.None);
        await source.ExecuteAsync(Changes[change].Change, CancellationToken.None);
        await using var target = TestDatabase.Unborn(await TestServers.GetAsync(to, CancellationToken.None));
        using var plan = new CloneCase(source, target, "    objects: [\"*\"]\n    prune: true\n");
        await plan.ConvergeAsync();
        await target.ExecuteAsync(Changes[change].Back, CancellationToken.None);
        await ConvergesAsync(Changes[change].Merged, source, target, plan);
    }

    private static async Task ConvergesAsync(string merged, TestDatabase source, TestDatabase target, CloneCase plan)
    {
        var planned = await Product.RunAsync("plan", plan.Plan);
        var applied = await plan.ConvergeAsync();
        var all = $"{planned}{applied}";
        Assert.DoesNotContain("-/+ table", all, StringComparison.Ordinal);
        Assert.DoesNotContain("TRUNCATE", all, StringComparison.Ordinal);
        Assert.Equal(merged.Split(' ', StringSplitOptions.RemoveEmptyEntries), Steps("merge"));
        Assert.Equal([], [.. Steps("reload"), .. Steps("copy"), .. Steps("drop table")]);
        await Oracle.AssertSameRowsAsync(source, target);
        await Oracle.AssertSameSchemaAsync(source, target, owners: false);

        IEnumerable<string> Steps(string verb) => applied.Error.Split('\n').Where(line => line.Contains($"{verb} public.", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf("public.", StringComparison.Ordinal) + 7)..].Split(' ', ':')[0].Trim()).Distinct().Order(StringComparer.Ordinal);
    }
}
