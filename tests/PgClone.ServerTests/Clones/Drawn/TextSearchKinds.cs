namespace PgClone.ServerTests.Clones.Drawn;

/// <summary>Text search.</summary>
internal static class TextSearchKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("text search configuration")
        {
            // What a column has computed stays when a dictionary changes: the column uses the configuration that nothing changes but its name.
            Creates =
            [
                "CREATE TEXT SEARCH PARSER s.words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype{|, HEADLINE = prsd_headline})", "CREATE TEXT SEARCH TEMPLATE s.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize)",
                "CREATE TEXT SEARCH DICTIONARY s.dict (TEMPLATE = {s.plain|simple}, accept = {true|false})", "CREATE TEXT SEARCH CONFIGURATION s.mine (PARSER = {s.words|pg_catalog.default})", "ALTER TEXT SEARCH CONFIGURATION s.mine ADD MAPPING FOR asciiword, word WITH s.dict{|, simple}",
                "CREATE TEXT SEARCH CONFIGURATION \"Odd s\".copied (COPY = english)", "CREATE TABLE s.searched (id int PRIMARY KEY, body text, v tsvector GENERATED ALWAYS AS (to_tsvector('\"Odd s\".copied', body)) STORED)", "INSERT INTO s.searched VALUES (1, 'Running dogs')", "CREATE INDEX searched_body ON s.searched USING gin (to_tsvector('s.mine', body))",
            ],
            Changes =
            [
                "ALTER TEXT SEARCH DICTIONARY s.dict (accept = {true|false})", "ALTER TEXT SEARCH DICTIONARY s.dict RENAME TO lexicon", "ALTER TEXT SEARCH DICTIONARY s.dict OWNER TO {role}", "ALTER TEXT SEARCH CONFIGURATION s.mine ADD MAPPING FOR int WITH simple", "ALTER TEXT SEARCH CONFIGURATION s.mine DROP MAPPING FOR word",
                "ALTER TEXT SEARCH CONFIGURATION s.mine ALTER MAPPING FOR asciiword WITH {simple|english_stem}", "ALTER TEXT SEARCH CONFIGURATION \"Odd s\".copied RENAME TO copy", "ALTER TEXT SEARCH CONFIGURATION s.mine OWNER TO {role}", "ALTER TEXT SEARCH CONFIGURATION s.mine SET SCHEMA \"Odd s\"",
                "ALTER TEXT SEARCH PARSER s.words RENAME TO tokens", "ALTER TEXT SEARCH TEMPLATE s.plain RENAME TO plainer", "COMMENT ON TEXT SEARCH CONFIGURATION s.mine IS 'mine'", "DROP TEXT SEARCH CONFIGURATION {s.mine|\"Odd s\".copied} CASCADE", "DROP TEXT SEARCH TEMPLATE s.plain CASCADE", "DROP TEXT SEARCH PARSER s.words CASCADE",
            ],
        },
    ];
}
