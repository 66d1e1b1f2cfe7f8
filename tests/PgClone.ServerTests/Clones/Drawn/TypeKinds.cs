namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>Types of the user's.</summary>
internal static class TypeKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("enum")
        {
            Creates =
            [
                "CREATE TABLE s.coloured (id int PRIMARY KEY, c s.colour {DEFAULT 'red'||NOT NULL}, cs s.colour[])", "INSERT INTO s.coloured VALUES (1, 'red', NULL), (2, 'd''or', ARRAY['red', 'd''or']::s.colour[])",
                "CREATE VIEW s.reds AS SELECT id FROM s.coloured WHERE c = 'red'", "CREATE INDEX coloured_c ON s.coloured (c) {|WHERE c > 'red'}", "COMMENT ON TYPE s.colour IS 'a colour'",
            ],
            Changes =
            [
                "ALTER TYPE s.colour ADD VALUE 'blue' {|BEFORE 'red'|AFTER 'red'}", "ALTER TYPE s.colour RENAME VALUE 'red' TO {'dark red'|'rouge'}", "ALTER TYPE s.colour RENAME TO hue", "ALTER TYPE s.colour OWNER TO {role}",
                "ALTER TYPE s.colour SET SCHEMA \"Odd s\"", "GRANT USAGE ON TYPE s.colour TO {role} {|WITH GRANT OPTION}", "REVOKE USAGE ON TYPE s.colour FROM PUBLIC", "COMMENT ON TYPE s.colour IS {NULL|'changed'}",
                "ALTER TABLE s.coloured ALTER COLUMN c SET DEFAULT 'd''or'", "ALTER TABLE s.coloured ALTER COLUMN c TYPE text CASCADE", "DROP VIEW s.reds", "DROP TYPE s.colour CASCADE",
                "UPDATE s.coloured SET c = 'light green' WHERE id = 2", "CREATE TYPE \"Odd s\".mood AS ENUM ({'sad', 'happy'|})",
            ],
        },
        new("composite")
        {
            Creates =
            [
                "CREATE TYPE \"Odd s\".nested AS (p s.pair, n {type})", "CREATE TABLE s.paired (id int PRIMARY KEY, p {s.pair|\"Odd s\".nested})", "CREATE TYPE s.coll AS (t text COLLATE \"C\")",
                "COMMENT ON COLUMN s.pair.a IS 'first'", "CREATE VIEW s.firsts AS SELECT (p).* FROM s.paired",
            ],
            Changes =
            [
                "ALTER TYPE s.pair ADD ATTRIBUTE c {type}", "ALTER TYPE s.pair DROP ATTRIBUTE {a|b} CASCADE", "ALTER TYPE s.pair RENAME ATTRIBUTE a TO z CASCADE", "ALTER TYPE s.pair ALTER ATTRIBUTE b TYPE varchar(30) CASCADE",
                "ALTER TYPE s.pair RENAME TO couple", "ALTER TYPE {s.pair|\"Odd s\".nested} OWNER TO {role}", "ALTER TYPE \"Odd s\".nested SET SCHEMA s", "COMMENT ON COLUMN s.pair.a IS {NULL|'changed'}",
                "DROP TYPE \"Odd s\".nested CASCADE", "ALTER TYPE \"Odd s\".nested ADD ATTRIBUTE m int", "ALTER TYPE \"Odd s\".nested ALTER ATTRIBUTE n TYPE text", "ALTER TYPE s.coll ALTER ATTRIBUTE t TYPE text COLLATE \"POSIX\"",
            ],
        },
        new("domain")
        {
            Creates =
            [
                "CREATE DOMAIN s.positive AS {int|numeric|bigint} {NOT NULL||DEFAULT 1} CHECK (VALUE > 0)", "CREATE DOMAIN \"Odd s\".upon AS s.short", "CREATE TABLE s.domained (id int PRIMARY KEY, p s.positive, u \"Odd s\".upon, ps s.short[])",
                "INSERT INTO s.domained VALUES (1, 1, 'x', ARRAY['a', 'b'])", "ALTER DOMAIN s.short ADD CONSTRAINT late CHECK (VALUE <> 'bad') NOT VALID", "COMMENT ON CONSTRAINT is_short ON DOMAIN s.short IS 'why'",
                "CREATE VIEW s.positives AS SELECT id, p + 1 AS q, 3::s.positive AS three FROM s.domained",
            ],
            Changes =
            [
                "ALTER DOMAIN s.short {SET DEFAULT '3'|DROP DEFAULT|SET NOT NULL}", "ALTER DOMAIN s.positive {SET NOT NULL|DROP NOT NULL|SET DEFAULT 4}", "ALTER DOMAIN s.short ADD CONSTRAINT more CHECK (VALUE <> {'x2'|'y'}) {|NOT VALID}",
                "ALTER DOMAIN s.short DROP CONSTRAINT {is_short|late}", "ALTER DOMAIN s.short RENAME CONSTRAINT is_short TO was_short", "ALTER DOMAIN s.short VALIDATE CONSTRAINT late", "ALTER DOMAIN s.short RENAME TO brief",
                "ALTER DOMAIN {s.short|s.positive} OWNER TO {role}", "ALTER DOMAIN \"Odd s\".upon SET SCHEMA s", "GRANT USAGE ON DOMAIN s.positive TO {role}", "COMMENT ON DOMAIN s.short IS 'short'", "COMMENT ON CONSTRAINT is_short ON DOMAIN s.short IS {NULL|'changed'}",
                "DROP DOMAIN {s.positive|s.short|\"Odd s\".upon} CASCADE",
            ],
        },
        new("range")
        {
            Creates =
            [
                "CREATE TYPE \"Odd s\".window AS RANGE (subtype = {text|timestamptz|numeric}, multirange_type_name = \"Odd s\".windows)", "CREATE TABLE s.ranged (id int PRIMARY KEY, w \"Odd s\".window, ws \"Odd s\".windows, p s.span)",
                "CREATE INDEX ranged_w ON s.ranged USING gist (w)", "ALTER TABLE s.ranged ADD CONSTRAINT apart EXCLUDE USING gist (p WITH &&)", "COMMENT ON TYPE \"Odd s\".window IS 'a window'",
            ],
            Changes =
            [
                "ALTER TYPE \"Odd s\".window RENAME TO pane", "ALTER TYPE \"Odd s\".windows RENAME TO panes", "ALTER TYPE \"Odd s\".window OWNER TO {role}", "ALTER TYPE \"Odd s\".window SET SCHEMA s", "DROP TYPE \"Odd s\".window CASCADE",
                "COMMENT ON TYPE \"Odd s\".window IS {NULL|'changed'}", "GRANT USAGE ON TYPE \"Odd s\".window TO {role}", "ALTER TABLE s.ranged DROP CONSTRAINT apart", "CREATE TYPE s.many AS RANGE (subtype = int, subtype_diff = int4range_subdiff)",
            ],
        },
        new("base type")
        {
            Creates = ["CREATE TYPE s.shell", "CREATE FUNCTION s.raw_in(cstring) RETURNS s.raw LANGUAGE internal IMMUTABLE STRICT AS 'textin'", "CREATE FUNCTION s.raw_out(s.raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'",
                "CREATE TYPE s.raw (INPUT = s.raw_in, OUTPUT = s.raw_out{|, STORAGE = extended|, CATEGORY = 'S'|, DELIMITER = ';'})", "CREATE TABLE s.raws (id int PRIMARY KEY, r s.raw)", "INSERT INTO s.raws VALUES (1, 'x')"],
            Changes = ["ALTER TYPE s.raw RENAME TO rare", "ALTER TYPE s.raw OWNER TO {role}", "ALTER TYPE s.raw SET (STORAGE = {main|plain|external})", "COMMENT ON TYPE s.raw IS 'raw'", "DROP TYPE s.raw CASCADE", "ALTER TYPE s.raw SET SCHEMA \"Odd s\"", "DROP TYPE s.shell"],
        },
    ];
}
