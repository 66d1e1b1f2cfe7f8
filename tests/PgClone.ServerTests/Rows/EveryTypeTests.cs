using System.Text;
using PgClone.TestKit;
using Xunit;

namespace PgClone.ServerTests.Rows;

/// <summary>Values of every type that a server has arrive as they were, those at its edges included.</summary>
public sealed class EveryTypeTests
{
    // A type, and expressions of values for one column of it.
    private static readonly (string Type, string[] Values)[] Types =
    [
        ("bool", ["true", "false"]),
        ("int2", ["-32768", "32767"]),
        ("int4", ["-2147483648", "2147483647"]),
        ("int8", ["-9223372036854775808", "9223372036854775807"]),
        ("numeric", ["'NaN'", "'Infinity'", "'-Infinity'", "1.5", "1.50", "-0.0", "1e131071", "1e-16383"]),
        ("float4", ["'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "1e-45", "3.4028235e38", "0.1"]),
        ("float8", ["'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "5e-324", "1.7976931348623157e308", "0.1"]),
        ("money", ["'-92233720368547758.08'", "'92233720368547758.07'"]),
        ("text", ["''", "repeat('M', 1048576)", "E'\\\\.'", "E'\\\\N'", "E'\\b\\f\\n\\r\\t\\v\\\\'", "'\u00e9\U0001F600'"]),
        ("varchar(9)", ["''", "'a  '"]),
        ("char(9)", ["''", "'a'"]),
        ("name", ["''", "repeat('n', 63)"]),
        ("\"char\"", ["''", "'a'", "'\\377'::bytea::text::\"char\""]),
        ("bytea", ["''", "'\\x00'", "'\\x00ff5c0a27'", "decode(repeat('00', 100000), 'hex')"]),
        ("bit(3)", ["B'101'", "B'000'"]),
        ("varbit", ["B''", "B'10101'"]),
        ("date", ["'infinity'", "'-infinity'", "'4713-01-01 BC'", "'5874897-12-31'"]),
        ("time", ["'00:00'", "'24:00'", "'12:34:56.789012'"]),
        ("timetz", ["'00:00+15:59'", "'24:00-15:59'"]),
        ("timestamp", ["'infinity'", "'-infinity'", "'4713-01-01 BC'", "'294276-12-31 23:59:59.999999'"]),
        ("timestamptz", ["'infinity'", "'-infinity'", "'4713-01-02 00:00+00 BC'", "'2024-03-31 02:30+01'"]),
        ("interval", ["'1 day'", "'24 hours'", "'-178000000 years'", "'1 year -1 mon 1 day -00:00:00.000001'"]),
        ("uuid", ["'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"]),
        ("json", ["'{\"a\":1, \"a\": 1.0}'", "'null'", "' [ ] '"]),
        ("jsonb", ["'{\"a\": 1.0}'", "'{\"a\": 1.00}'", "'\"\\u00e9\"'", "'[]'"]),
        ("jsonpath", ["'$.a[*] ? (@ > 1)'", "'lax $'"]),
        ("xml", ["'<a/>'", "'<a b=\"1\">&amp;</a>'"]),
        ("inet", ["'10.0.0.1/8'", "'::1'", "'10.0.0.1'"]),
        ("cidr", ["'10.0.0.0/8'", "'2001:db8::/32'"]),
        ("macaddr", ["'08:00:2b:01:02:03'"]),
        ("macaddr8", ["'08:00:2b:01:02:03:04:05'"]),
        ("point", ["'(NaN,-Infinity)'", "'(-0,1e-300)'"]),
        ("line", ["'{1,2,3}'"]),
        ("lseg", ["'[(0,0),(1,1)]'"]),
        ("box", ["'(1,1),(0,0)'"]),
        ("path", ["'[(0,0),(1,1)]'", "'((0,0),(1,1))'"]),
        ("polygon", ["'((0,0),(1,1),(1,0))'"]),
        ("circle", ["'<(0,0),0>'"]),
        ("tsvector", ["''", "'a:1A,2B b:16383'"]),
        ("tsquery", ["''", "'a & !b <-> c:*A'"]),
        ("gtsvector", []),
        ("int4range", ["'empty'", "'(,)'", "'[1,5)'"]),
        ("int8range", ["'empty'", "'[1,)'"]),
        ("numrange", ["'[1.0,2)'", "'[1.00,2)'"]),
        ("tsrange", ["'[infinity,)'", "'(,4713-01-01 BC)'"]),
        ("tstzrange", ["'[2024-01-01 00:00+00,)'"]),
        ("daterange", ["'[-infinity,infinity]'"]),
        ("int4multirange", ["'{}'", "'{[1,3),[5,)}'"]),
        ("int8multirange", ["'{}'"]),
        ("nummultirange", ["'{[1.0,2),(3.50,4]}'"]),
        ("tsmultirange", ["'{(,)}'"]),
        ("tstzmultirange", ["'{[2024-01-01 00:00+00,)}'"]),
        ("datemultirange", ["'{[2024-01-01,2024-02-01)}'"]),
        ("oid", ["0", "4294967295"]),
        ("tid", ["'(0,0)'", "'(4294967295,65535)'"]),
        ("xid", ["'4294967295'"]),
        ("cid", ["'4294967295'"]),
        ("xid8", ["'18446744073709551615'"]),
        ("pg_lsn", ["'0/0'", "'FFFFFFFF/FFFFFFFF'"]),
        ("txid_snapshot", ["'10:20:10,14,15'"]),
        ("pg_snapshot", ["'10:20:10,14,15'"]),
        ("refcursor", ["''", "'a cursor'"]),
        ("aclitem", ["'=r/postgres'"]),
        ("oidvector", ["'1 2 4294967295'"]),
        ("int2vector", ["'1 -2'"]),
        ("regclass", ["0", "'pg_class'", "'public.own'"]),
        ("regcollation", ["0", "'\"C\"'"]),
        ("regconfig", ["'simple'"]),
        ("regdictionary", ["'simple'"]),
        ("regnamespace", ["0", "'public'"]),
        ("regoper", ["'||/'"]),
        ("regoperator", ["'+(integer,integer)'"]),
        ("regproc", ["'now'", "'public.own_function'"]),
        ("regprocedure", ["'public.own_function(integer)'"]),
        ("regrole", ["'postgres'"]),
        ("regtype", ["'public.nested'", "'integer[]'"]),
        ("public.mood", ["'sad'", "'it''s, \"quoted\"'"]),
        ("public.nested", ["ROW(1, ROW('a,(b)\"\\', NULL), ARRAY[ROW(NULL, 'x')::public.pair])"]),
        ("public.short", ["'abc'"]),
        ("public.floats", ["'[-0.5,NaN)'"]),
        ("public.floats_multirange", ["'{}'", "'{[-0.5,1),[2,NaN)}'"]),
    ];

    // Those of the catalog's columns, which no table of a user can have, or whose values nobody can write.
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["pg_node_tree"] = "its values cannot be written by anybody", ["pg_ndistinct"] = "its values cannot be written by anybody",
        ["pg_dependencies"] = "its values cannot be written by anybody", ["pg_mcv_list"] = "its values cannot be written by anybody",
        ["pg_brin_bloom_summary"] = "its values cannot be written by anybody", ["pg_brin_minmax_multi_summary"] = "its values cannot be written by anybody",
        ["_cstring"] = "of a pseudo-type; no table can have it",
    };

    /// <summary>Versions of the source and the target.</summary>
    public static TheoryData<int, int> Versions => LongRun.IsAsked ? new() { { 14, 18 }, { 15, 16 }, { 18, 18 } } : new() { { 14, 18 } };

    [ServerTheory(14, 18)]
    [MemberData(nameof(Versions))]
    public async Task A_table_of_every_type_arrives_and_compares_exactly(int from, int to)
    {
        await using var source = await TestServers.CreateDatabaseAsync(from, CancellationToken.None);
        var script = new StringBuilder("""
            CREATE TYPE pair AS (a text, b text);
            CREATE TYPE mood AS ENUM ('sad', 'it''s, "quoted"');
            CREATE TYPE nested AS (n int, p pair, q pair[]);
            CREATE DOMAIN short AS varchar(3) CHECK (VALUE <> '');
            CREATE TYPE floats AS RANGE (subtype = float8);
            CREATE TABLE own (id int);
            CREATE FUNCTION own_function(int) RETURNS int LANGUAGE sql AS 'SELECT $1';

            """);
        foreach (var (place, (type, values)) in Types.Index())
        {
            // Each value is also in arrays, of one and of two dimensions, which are types of their own. An empty one, one of NULL, and none.
            var all = values.Select(value => $"(CAST({value} AS {type}))").Append($"(CAST(NULL AS {type}))");
            var statement = type == "public.short" || values.Length == 0 ? $"CREATE TABLE plain{place} (id int PRIMARY KEY, v {type}); INSERT INTO plain{place} SELECT row_number() OVER (), v FROM (VALUES {string.Join(", ", all)}) t (v);"
                : $"""
                CREATE TABLE t{place} (id int PRIMARY KEY, v {type}, several {type}[], nested {type}[]);
                INSERT INTO t{place} SELECT row_number() OVER (), v, ARRAY[v, NULL], ARRAY[[v], [v]] FROM (VALUES {string.Join(", ", all)}) t (v);
                INSERT INTO t{place} VALUES (1001, NULL, ARRAY[]::{type}[], NULL);
                """;
            script.AppendLine(statement);
        }

        // On one connection: there are some hundred and fifty of them.
        await source.ExecuteAsync(script.ToString(), CancellationToken.None);

        var missing = (await source.RowsAsync("""
            SELECT DISTINCT format_type(t.oid, NULL), t.typname
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype NOT IN ('p') AND t.typrelid = 0 AND (n.nspname = 'pg_catalog' OR n.nspname = 'public')
              -- Arrays of types are made along with them.
              AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid AND (e.typrelid <> 0 OR EXISTS (SELECT FROM pg_attribute a WHERE a.atttypid = e.oid AND a.attrelid::regclass::text ~ '^(t|plain)\d+$')))
              AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.atttypid = t.oid AND a.attrelid::regclass::text ~ '^(t|plain)\d+$')
            ORDER BY 2
            """, CancellationToken.None)).Select(row => row.Split('|')[^1]).Where(name => !LeftOut.ContainsKey(name)).ToList();
        Assert.True(missing.Count == 0, $"of these types nothing is tested, nor said why: {string.Join(", ", missing)}");
        await using var target = await TestServers.CreateDatabaseAsync(to, CancellationToken.None);
        await SetAsync(source, ("DateStyle", "SQL, DMY"), ("TimeZone", "Asia/Kolkata"), ("IntervalStyle", "sql_standard"), ("bytea_output", "escape"), ("extra_float_digits", "0"));
        // A run takes longer than this setting gives its idle sessions.
        await SetAsync(target, ("DateStyle", "German"), ("TimeZone", "America/St_Johns"), ("IntervalStyle", "iso_8601"), ("xmloption", "document"), ("array_nulls", "off"),
            ("idle_session_timeout", "500ms"), ("standard_conforming_strings", "off"));
        using var plan = new CloneCase(source, target, "    objects: [\"*\", \"!database:*\"]");

        await plan.ConvergeAsync();

        var verified = await Product.RunAsync("verify", plan.Plan);
        Assert.True(verified.ExitCode == 0, verified.ToString());
        // The oracle goes by texts, as a session prints them.
        foreach (var database in new[] { source, target }) await database.ExecuteAsync($"ALTER DATABASE {database.Name} RESET ALL", CancellationToken.None);
        await Oracle.AssertSameRowsAsync(source, target);
    }

    private static Task SetAsync(TestDatabase database, params (string Name, string Value)[] settings) => database.ExecuteAsync(
        string.Join(";\n", settings.Select(setting => $"ALTER DATABASE {database.Name} SET {setting.Name} = '{setting.Value}'")), CancellationToken.None);
}
