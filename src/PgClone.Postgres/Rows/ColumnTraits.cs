using PgClone.Postgres.Catalog;

namespace PgClone.Postgres.Rows;

/// <summary>
/// Decides by type how values are compared and moved. A digest must see every difference that a reader of the column could see, so it never
/// goes by SQL equality where that is coarser: 1.5 = 1.50, -0.0 = 0.0, '1 day' = '24 hours', citext, blanks of char(n). And it must be the same
/// on two servers: enums hash their oid, so their labels are taken.
/// </summary>
public sealed class ColumnTraits(IReadOnlyDictionary<uint, TypeFacts> types)
{
    // Hashed as they are: equal means identical, and hash partitioning keeps their hash functions the same from version to version. Not int8 and
    // timestamps: their hash folds the upper half into the lower one, so as to agree with that of int4 (hashint8extended in hashfunc.c).
    private static readonly HashSet<string> HashedAsIs = new(["int2", "int4", "oid", "date", "uuid", "bytea"], StringComparer.Ordinal);

    // Their binary form is an oid of one server, or depends on a locale; or the server refuses what it has sent, as it does an empty tsquery (tsqueryrecv in tsquery.c).
    private static readonly HashSet<string> TextOnly = new(
        ["regproc", "regprocedure", "regoper", "regoperator", "regclass", "regtype", "regrole", "regnamespace", "regconfig",
         "regdictionary", "regcollation", "regdatabase", "aclitem", "money", "pg_node_tree", "tsquery"], StringComparer.Ordinal);

    private static readonly HashSet<string> ExactWhenEqual = new(
        ["bool", "char", "name", "int2", "int4", "int8", "oid", "date", "time", "timestamp", "timestamptz", "uuid", "bytea"], StringComparer.Ordinal);

    /// <summary>A pattern with {0} for the value: an expression whose hash tells the value exactly, on any server.</summary>
    public string DigestPattern(uint type)
    {
        if (!types.TryGetValue(type, out var facts)) return AsOutput;
        return facts.Type switch
        {
            // A domain is no anyenum.
            'd' => DigestPattern(facts.Inner) is var inner && inner == OfEnum ? AsOutput : inner,
            'e' => OfEnum,
            _ when !facts.IsBuiltIn => AsOutput,
            _ when TextOnly.Contains(ElementName(facts)) => AsText,
            _ => facts.Name switch
            {
                // A refcursor is sent by the function of text, which takes no refcursor.
                "text" or "varchar" or "name" or "refcursor" => AsText,
                "bool" => "({0})::pg_catalog.int4",
                var name when HashedAsIs.Contains(name) => "{0}",
                _ => facts.SendFunction is { } send ? send + "({0})" : AsText,
            },
        };
    }

    /// <summary>True when two values of a column that are equal are the same to every reader: not so 1.5 and 1.50, or what a collation takes for equal.</summary>
    public bool IsExactWhenEqual(uint type, string? collation) => types.TryGetValue(type, out var facts) && (facts.Type switch
    {
        // It may have a collation of its own.
        'd' => IsExactWhenEqual(facts.Inner, collation ?? ""),
        'e' => true,
        _ => facts.IsBuiltIn && (ExactWhenEqual.Contains(facts.Name) || (facts.Name is "text" or "varchar" && collation is null)),
    });

    /// <summary>
    /// True when the binary form of the type can be proven to mean the same elsewhere: built-in types without server-local meaning, enums
    /// (sent as labels), domains over these. Everything else goes as text.
    /// </summary>
    public bool IsBinarySafe(uint type) =>
        types.TryGetValue(type, out var facts) && facts.Type switch
        {
            'd' => IsBinarySafe(facts.Inner),
            'e' => true,
            _ => facts.IsBuiltIn && facts.SendFunction is not null && !TextOnly.Contains(ElementName(facts)),
        };

    /// <summary>
    /// True when two values of the type can be matched by an equals sign alone: that of a type from elsewhere may stand in any schema, and no schema is
    /// searched but the server's own.
    /// </summary>
    public bool IsMatchable(uint type) => types.TryGetValue(type, out var facts) && (facts.Type switch
    {
        'd' => IsMatchable(facts.Inner),
        'e' => true,
        _ => facts.IsBuiltIn,
    });

    private const string OfEnum = "pg_catalog.enum_send({0})";

    // No collation makes two of them alike, and they come in the encoding of the session, which is the same on both sides, whatever those of the
    // databases.
    private const string AsText = "pg_catalog.textsend(({0})::pg_catalog.text)";

    // As COPY writes it, where a cast to text may say what it likes; format makes an empty string of NULL.
    private const string AsOutput = "CASE WHEN {0} IS DISTINCT FROM NULL THEN pg_catalog.textsend(pg_catalog.format('%s', {0})) END";

    private string ElementName(TypeFacts facts) =>
        facts.IsArray && types.TryGetValue(facts.Inner, out var element) ? element.Name : facts.Name;
}
