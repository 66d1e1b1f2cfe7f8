using System.Globalization;

namespace PgClone.ServerTests.Clones;

/// <summary>A schema drawn at random over the object kinds, and single changes to it; the same seed gives the same.</summary>
internal sealed class RandomSchema
{
    private static readonly string[] BuiltIn =
        ["int", "bigint", "text", "varchar(20)", "numeric(12,2)", "timestamptz", "date", "boolean", "jsonb", "uuid", "text[]", "int4range", "bytea", "double precision", "interval"];

    private readonly Random _random;
    private readonly List<string> _types = [.. BuiltIn];
    private readonly List<string> _tables = [];
    private readonly List<string> _keyed = [];
    private readonly List<string> _partitioned = [];
    private readonly List<string> _relations = [];
    private readonly List<string> _statements = [];
    private int _names;

    public RandomSchema(int seed)
    {
        _random = new Random(seed);
        foreach (var schema in Schemas) Add($"CREATE SCHEMA {schema}");
        Add($"CREATE FUNCTION {Schemas[0]}.twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2'");
        Add($"CREATE FUNCTION {Schemas[0]}.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'");
        Add($"CREATE SEQUENCE {Schemas[1]}.counter START {_random.Next(1, 500)} INCREMENT {_random.Next(1, 9)}");
        for (var n = _random.Next(4); n > 0; n--) AddType();
        for (var n = _random.Next(3, 7); n > 0; n--) AddTable();
        for (var n = _random.Next(1, 4); n > 0; n--) AddView();
    }

    public static string[] Schemas { get; } = ["app", "\"Odd schema\""];

    /// <summary>What makes it, rows included.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>One change, of either side; a server may refuse it.</summary>
    public string Change()
    {
        var table = Pick(_tables);
        return Pick(
        [
            $"ALTER TABLE {table} ADD COLUMN {Name("added")} {Pick(BuiltIn)}", $"ALTER TABLE {table} ADD COLUMN {Name("counted")} int NOT NULL DEFAULT 7",
            $"ALTER TABLE {table} DROP COLUMN c1 CASCADE", $"ALTER TABLE {table} DROP COLUMN c0 CASCADE", $"ALTER TABLE {table} RENAME COLUMN c1 TO {Name("renamed")}",
            $"ALTER TABLE {table} ALTER COLUMN c1 SET DEFAULT NULL", $"ALTER TABLE {table} ALTER COLUMN c1 SET STATISTICS 77", $"ALTER TABLE {table} ALTER COLUMN id TYPE bigint",
            $"ALTER TABLE {table} ALTER COLUMN c0 DROP NOT NULL", $"ALTER TABLE {table} ADD CONSTRAINT {Name("checked")} CHECK (id > -5)",
            $"ALTER TABLE {table} RENAME TO {Name("table")}", $"ALTER TABLE {table} SET (fillfactor = 71)", $"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            $"ALTER TABLE {table} SET UNLOGGED", $"ALTER TABLE {table} REPLICA IDENTITY FULL", $"CREATE INDEX {Name("index")} ON {table} (id DESC)",
            $"CREATE INDEX {Name("index")} ON {table} ({Schemas[0]}.twice(id)) WHERE id > 3", $"COMMENT ON TABLE {table} IS 'changed'", $"COMMENT ON COLUMN {table}.id IS 'changed'",
            $"CREATE TRIGGER {Name("trigger")} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {Schemas[0]}.touch()", $"ALTER TABLE {table} DISABLE TRIGGER USER",
            $"CREATE POLICY {Name("policy")} ON {table} USING (id > 1)", $"CREATE RULE {Name("rule")} AS ON DELETE TO {table} DO ALSO NOTHING",
            $"GRANT SELECT ON {table} TO PUBLIC", $"DELETE FROM {table} WHERE id % 2 = 0", $"TRUNCATE {table} CASCADE", $"INSERT INTO {table} (id) VALUES (101)",
            $"DROP TABLE {table} CASCADE", $"DROP VIEW IF EXISTS {Schemas[0]}.v1 CASCADE", $"CREATE OR REPLACE FUNCTION {Schemas[0]}.twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $1'",
            $"ALTER SEQUENCE {Schemas[1]}.counter INCREMENT 3 MAXVALUE 5000", $"SELECT nextval('{Schemas[1]}.counter')", $"CREATE STATISTICS {Schemas[0]}.{Name("statistics")} ON id, c0 FROM {table}",
            $"ALTER TYPE {Schemas[0]}.e1 ADD VALUE 'extra' BEFORE 'a'", $"ALTER DOMAIN {Schemas[0]}.d1 SET DEFAULT '3'", $"ALTER SCHEMA {Schemas[0]} RENAME TO {Name("schema")}",
            .. _partitioned.Select(parent => $"CREATE TABLE {Schemas[0]}.{Name("partition")} PARTITION OF {parent} FOR VALUES FROM (1000) TO (2000)"),
            .. _partitioned.Select(parent => $"ALTER TABLE {parent} DETACH PARTITION {parent[..^1]}_low\""),
        ]);
    }

    private void AddType()
    {
        var name = $"{Schemas[0]}.";
        switch (_random.Next(4))
        {
            case 0 when !_types.Contains($"{name}e1"):
                Add($"CREATE TYPE {name}e1 AS ENUM ('a', 'b c', 'd''e')");
                _types.Add($"{name}e1");
                break;
            case 1 when !_types.Contains($"{name}d1"):
                Add($"CREATE DOMAIN {name}d1 AS varchar(9) DEFAULT '1' CONSTRAINT short CHECK (length(VALUE) < 9)");
                _types.Add($"{name}d1");
                break;
            case 2:
                var composite = $"{Schemas[1]}.{Name("pair")}";
                Add($"CREATE TYPE {composite} AS (a {Pick(BuiltIn)}, b {Pick(_types)})");
                _types.Add(composite);
                break;
            default:
                var range = $"{Schemas[0]}.{Name("range")}";
                Add($"CREATE TYPE {range} AS RANGE (subtype = {Pick(["int", "float8", "text"])})");
                _types.Add(range);
                break;
        }
    }

    private void AddTable()
    {
        // The name ends in a quote: partitions put theirs before it.
        var table = $"{Pick(Schemas)}.{Name("table")}";
        var shape = _random.Next(6);
        var parent = shape == 1 && _tables.Count > 0 ? Pick(_tables) : null;
        if (parent is not null && _partitioned.Contains(parent)) parent = null;
        var id = Pick(["int", "int NOT NULL", "bigint", "int GENERATED BY DEFAULT AS IDENTITY", "serial", $"int DEFAULT nextval('{Schemas[1]}.counter')"]);
        var columns = Enumerable.Range(0, _random.Next(2, 6)).Select(Column);
        Add($"CREATE {(shape == 2 ? "UNLOGGED " : "")}TABLE {table} ({(parent is null ? $"id {id}, {string.Join(", ", columns)}" : $"{Name("own")} int")})"
            + (parent is null ? "" : $" INHERITS ({parent})") + (shape == 0 ? " PARTITION BY RANGE (id)" : ""));
        _relations.Add(table);
        _tables.Add(table);
        if (shape == 0)
        {
            Add($"CREATE TABLE {table[..^1]}_low\" PARTITION OF {table} FOR VALUES FROM (0) TO (20)");
            Add($"CREATE TABLE {table[..^1]}_rest\" PARTITION OF {table} DEFAULT");
            _partitioned.Add(table);
        }

        AddMembers(table, parent is null);
        Add($"INSERT INTO {table} (id) SELECT generate_series(1, {_random.Next(40)})");
    }

    private string Column(int place)
    {
        var type = Pick(_types);
        return $"c{place} " + _random.Next(6) switch
        {
            0 => "int NOT NULL DEFAULT 5",
            1 when place > 0 => $"int GENERATED ALWAYS AS ({Schemas[0]}.twice(3)) STORED",
            2 => "text COLLATE \"C\" DEFAULT 'it''s'",
            3 => $"int DEFAULT {Schemas[0]}.twice(4)",
            _ => type,
        };
    }

    private void AddMembers(string table, bool isOwn)
    {
        if (isOwn && _random.Next(3) > 0)
        {
            Add($"ALTER TABLE {table} ADD CONSTRAINT {Name("key")} PRIMARY KEY (id)");
            _keyed.Add(table);
        }

        if (_keyed.Count > 0 && _random.Next(2) == 0)
            Add($"ALTER TABLE {table} ADD COLUMN {Name("ref")} bigint REFERENCES {Pick(_keyed)} ON DELETE CASCADE {Pick(["", "DEFERRABLE INITIALLY DEFERRED"])}");
        foreach (var member in new[]
                 {
                     $"CREATE INDEX {Name("index")} ON {table} (id, c0)", $"ALTER TABLE {table} ADD CONSTRAINT {Name("check")} CHECK (id >= 0)", $"COMMENT ON COLUMN {table}.id IS 'the id'",
                     $"CREATE TRIGGER {Name("trigger")} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {Schemas[0]}.touch()", $"ALTER TABLE {table} ALTER COLUMN c0 SET STATISTICS 33",
                     $"CREATE POLICY {Name("policy")} ON {table} FOR SELECT USING (id > 0)", $"GRANT INSERT ON {table} TO PUBLIC", $"COMMENT ON TABLE {table} IS 'a ''table'''",
                     $"CREATE STATISTICS {Schemas[1]}.{Name("statistics")} (ndistinct) ON id, c0 FROM {table}",
                 })
            if (_random.Next(3) == 0) Add(member);
    }

    private void AddView()
    {
        var from = Pick(_relations);
        var view = $"{Schemas[0]}.v{_relations.Count - _tables.Count + 1}";
        Add(_random.Next(3) == 0 ? $"CREATE MATERIALIZED VIEW {view} AS SELECT id, count(*) AS n FROM {from} GROUP BY id" : $"CREATE VIEW {view} AS SELECT id, id + 1 AS n FROM {from} WHERE id > 0");
        _relations.Add(view);
    }

    private void Add(string statement) => _statements.Add(statement);

    private string Name(string word) => string.Create(CultureInfo.InvariantCulture, $"\"{word} {++_names}\"");

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
