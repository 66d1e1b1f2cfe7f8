using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>
/// The rows that one table should hold: columns, masked where asked, and a filter. The same value gives the COPY, the digest of the source
/// and the digest of the target, so that both sides are compared as they should look.
/// </summary>
public sealed record RowSet
{
    /// <summary>The table, the same on both sides. Rows of children and partitions are not included.</summary>
    public required QualifiedName Table { get; init; }

    /// <summary>The columns that rows carry; generated ones left out.</summary>
    public required ValueList<RowColumn> Columns { get; init; }

    /// <summary>A boolean expression over the source's columns; null for all rows.</summary>
    public required string? Where { get; init; }

    /// <summary>The columns of the primary key, where all of them are carried and their values can be matched as they are; empty where there is none.</summary>
    public ValueList<string> Key { get; init; }

    /// <summary>False where nothing but all that a row holds tells it from others, and nothing at all from a copy of it.</summary>
    [JsonIgnore]
    public bool IsKeyed => Key.Count > 0;

    /// <summary>The buckets that are meant, of the key or of the whole row; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BucketChoice? Choice { get; init; }

    /// <summary>The pages of the source's heap that are meant; null for all.</summary>
    public PageRange? Pages { get; init; }

    /// <summary>Only rows that came or changed since a moment of the source, given by its <see cref="Connect.Moment.Oldest"/>; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ulong? Since { get; init; }

    /// <summary>
    /// What follows FROM in a query for the rows of the user in the source's table of an extension (pg_extension.extcondition), empty for all rows;
    /// null for a table of the user.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Condition { get; init; }

    /// <summary>As <see cref="Condition"/>, of the target's table, whose extension may be another version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TargetCondition { get; init; }

    /// <summary>
    /// True when the rows are what they are by nothing but what is written in them: no filter, which may ask for the time or for other tables, and no value
    /// that has another text once something is renamed. Masks compute from the row and their key alone.
    /// </summary>
    [JsonIgnore]
    public bool IsTraceable => Where is null && Condition is null && IsBinary;

    /// <summary>True when binary COPY is proven safe for every column.</summary>
    [JsonIgnore]
    public bool IsBinary => Columns.Count > 0 && Columns.All(column => column.IsBinarySafe);

    /// <summary>The query for the rows on the source.</summary>
    [JsonIgnore]
    public string SourceQuery
    {
        get
        {
            var all = $"SELECT {string.Join(", ", Columns.Select(column => column.SourceSql))} FROM {From} AS t{Filter}";
            return Choice is null ? all : $"SELECT {string.Join(", ", Places)} FROM ({all}) AS r({string.Join(", ", Places)}) WHERE {InChoice("r", place => Places[place])}";
        }
    }

    /// <summary>COPY … TO STDOUT on the source. A plain table is named directly, which spares the executor.</summary>
    public string CopyOut => Filter.Length == 0 && Condition is null && Choice is null && Columns.Count > 0 && Columns.All(column => column.Expression is null)
        ? $"COPY {Table.Sql} ({ColumnList}) TO STDOUT (FORMAT {Format})"
        : $"COPY ({SourceQuery}) TO STDOUT (FORMAT {Format})";

    /// <summary>COPY … FROM STDIN on the target.</summary>
    /// <param name="frozen">True to write the rows as vacuum would leave them.</param>
    /// <param name="into">A table with the same columns; null for the table itself.</param>
    public string CopyIn(bool frozen, QualifiedName? into = null) =>
        $"COPY {(into ?? Table).Sql}{(Columns.Count == 0 ? "" : $" ({ColumnList})")} FROM STDIN (FORMAT {Format}{(frozen ? ", FREEZE" : "")})";

    /// <summary>The query for count and digest of the source's rows, as they should arrive, in so many buckets.</summary>
    public string SourceDigest(int buckets) => Digest(SourceQuery, buckets);

    /// <summary>The query for count and digest of the rows that the target holds, in so many buckets.</summary>
    public string TargetDigest(int buckets) => OnTarget.Digest($"SELECT {TargetColumns} FROM ONLY {Table.Sql} {TargetCondition}", buckets);

    /// <summary>The query for the keys of the source's rows in the buckets that are meant, each as text, one of several columns as (a,b), and for the hash of each row.</summary>
    [JsonIgnore]
    public string SourceKeys => KeysOf(SourceQuery);

    /// <summary>As <see cref="SourceKeys"/>, of the target.</summary>
    [JsonIgnore]
    public string TargetKeys => OnTarget.KeysOf(
        $"SELECT * FROM (SELECT {TargetColumns} FROM ONLY {Table.Sql}) AS r({string.Join(", ", Places)}) WHERE {InChoice("r", place => Places[place])}");

    /// <summary>The condition that a row is in the buckets that are meant.</summary>
    /// <param name="alias">The name of the table in the query.</param>
    /// <param name="name">The name of a column of the row, by its place.</param>
    public string InChoice(string alias, Func<int, string> name) =>
        $"{Bucket(Choice!.Count, alias, name)} = ANY ('{{{string.Join(',', Choice.Chosen)}}}'::pg_catalog.int4[])";

    /// <summary>The hash of a row, as SQL of type int8.</summary>
    /// <param name="values">What tells each column's value exactly; see <see cref="Exact(string)"/>.</param>
    /// <param name="seed">Another number gives a hash that knows nothing of this one.</param>
    public static string Hash(IEnumerable<string> values, int seed = 0) =>
        $"pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(pg_catalog.hash_record_extended(ROW({string.Join(", ", values)}), 0))), {seed})";

    /// <summary>What tells the values of a row exactly, as expressions over a table of that name.</summary>
    public IEnumerable<string> Exact(string alias) => Exact(alias, place => Identifier.Quote(Columns[place].Name));

    private IEnumerable<string> Exact(string alias, Func<int, string> name) => Columns.Index().Select(pair => pair.Item.Input($"{alias}.{name(pair.Index)}"));

    /// <summary>The same rows as the target's table shows them before it is altered.</summary>
    private RowSet OnTarget => this with { Columns = Columns.Select(column => column.OnTarget).ToValueList() };

    private string TargetColumns => string.Join(", ", OnTarget.Columns.Select(column => column.SourceSql));

    private string From => Condition is null ? $"ONLY {Table.Sql}" : $"(SELECT * FROM ONLY {Table.Sql} {Condition})";

    private string Filter
    {
        get
        {
            string?[] conditions = [Pages?.Condition, Since is { } moment ? $"NOT {RowSweep.IsOlder("t", moment)}" : null, Where is null ? null : $"({Where})"];
            return conditions.OfType<string>().ToList() is { Count: > 0 } given ? $" WHERE {string.Join(" AND ", given)}" : "";
        }
    }

    private string[] Places => [.. Columns.Select((_, place) => $"c{place}")];

    private string Format => IsBinary ? "binary" : "text";

    /// <summary>The columns as a list of SQL.</summary>
    [JsonIgnore]
    public string ColumnList => Identifier.QuoteAll(Columns.Select(column => column.Name));

    // A sum of 64-bit hashes does not care for the order of rows, and, unlike XOR, sees a row that is there twice. The hash of a record is
    // itself a weighted sum of the hashes of its columns (31 times the one before plus the next), so a sum of these would not see two rows
    // exchange the values of a column: each is hashed once more.
    private string Digest(string rows, int buckets)
    {
        var names = Places;
        var hash = names.Length == 0 ? "0" : Hash(Exact("r", place => names[place]));
        var alias = names.Length == 0 ? "r" : $"r({string.Join(", ", names)})";
        var bucket = buckets == 1 ? "0" : Bucket(buckets, "r", place => names[place]);
        return $"SELECT {bucket} AS bucket, pg_catalog.count(*) AS rows, COALESCE(pg_catalog.sum({hash}), 0)::pg_catalog.text AS sum"
            + $" FROM ({rows}) AS {alias}{(buckets == 1 ? "" : " GROUP BY 1")}";
    }

    private string KeysOf(string rows)
    {
        var values = Key.Select(name => $"r.{Places[Columns.Index().First(pair => pair.Item.Name == name).Index]}::pg_catalog.text").ToList();
        // A row of texts quotes what needs it: no two keys look alike.
        var key = values.Count == 1 ? values[0] : $"ROW({string.Join(", ", values)})::pg_catalog.text";
        return $"SELECT {key} AS key, {Hash(Exact("r", place => Places[place]))} AS hash"
            + $" FROM ({rows}) AS r({string.Join(", ", Places)})";
    }

    // By the whole row, it must say nothing of the hash that is added up: within a bucket that would be the same for all rows in the bits that chose it.
    private string Bucket(int count, string alias, Func<int, string> name)
    {
        var values = Exact(alias, name);
        var hash = IsKeyed ? $"pg_catalog.hash_record_extended(ROW({string.Join(", ", values.Where((_, place) => Key.Contains(Columns[place].Name)))}), 0)" : Hash(values, seed: 1);
        return $"({hash} & {count - 1})::pg_catalog.int4";
    }
}
