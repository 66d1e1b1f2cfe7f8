using System.Globalization;
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

    /// <summary>The pages of the source's heap that are meant; null for all.</summary>
    public PageRange? Pages { get; init; }

    /// <summary>
    /// What follows FROM in a query for the rows of the user in the source's table of an extension (pg_extension.extcondition), empty for all rows;
    /// null for a table of the user.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Condition { get; init; }

    /// <summary>As <see cref="Condition"/>, of the target's table, whose extension may be another version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TargetCondition { get; init; }

    /// <summary>True when binary COPY is proven safe for every column.</summary>
    [JsonIgnore]
    public bool IsBinary => Columns.Count > 0 && Columns.All(column => column.IsBinarySafe);

    /// <summary>The query for the rows on the source.</summary>
    [JsonIgnore]
    public string SourceQuery =>
        $"SELECT {string.Join(", ", Columns.Select(column => column.SourceSql))} FROM {From} AS t{Filter}";

    /// <summary>COPY … TO STDOUT on the source. A plain table is named directly, which spares the executor.</summary>
    public string CopyOut => Filter.Length == 0 && Condition is null && Columns.Count > 0 && Columns.All(column => column.Expression is null)
        ? $"COPY {Table.Sql} ({ColumnList}) TO STDOUT (FORMAT {Format})"
        : $"COPY ({SourceQuery}) TO STDOUT (FORMAT {Format})";

    /// <summary>COPY … FROM STDIN on the target.</summary>
    public string CopyIn(bool frozen) => $"COPY {Table.Sql}{(Columns.Count == 0 ? "" : $" ({ColumnList})")} FROM STDIN (FORMAT {Format}{(frozen ? ", FREEZE" : "")})";

    /// <summary>The query for count and digest of the source's rows, as they should arrive.</summary>
    [JsonIgnore]
    public string SourceDigest => Digest(SourceQuery);

    /// <summary>The query for count and digest of the rows that the target holds.</summary>
    [JsonIgnore]
    public string TargetDigest => Digest($"SELECT {ColumnList} FROM ONLY {Table.Sql} {TargetCondition}");

    private string From => Condition is null ? $"ONLY {Table.Sql}" : $"(SELECT * FROM ONLY {Table.Sql} {Condition})";

    private string Filter => (Pages, Where) switch
    {
        (null, null) => "",
        (null, _) => $" WHERE ({Where})",
        (_, null) => $" WHERE {Pages.Value.Condition}",
        _ => $" WHERE {Pages.Value.Condition} AND ({Where})",
    };

    private string Format => IsBinary ? "binary" : "text";

    private string ColumnList => Identifier.QuoteAll(Columns.Select(column => column.Name));

    // A sum of 64-bit hashes does not care for the order of rows, and, unlike XOR, sees a row that is there twice. The hash of a record is
    // itself a weighted sum of the hashes of its columns (31 times the one before plus the next), so a sum of these would not see two rows
    // exchange the values of a column: each is hashed once more.
    private string Digest(string rows)
    {
        var names = Columns.Select((_, place) => $"c{place}").ToList();
        var inputs = Columns.Zip(names, (column, name) => string.Format(CultureInfo.InvariantCulture, column.DigestPattern, $"r.{name}"));
        var hash = names.Count == 0 ? "0" : $"pg_catalog.hash_record_extended(ROW(pg_catalog.int8send(pg_catalog.hash_record_extended(ROW({string.Join(", ", inputs)}), 0))), 0)";
        var alias = names.Count == 0 ? "r" : $"r({string.Join(", ", names)})";
        return $"SELECT pg_catalog.count(*) AS rows, COALESCE(pg_catalog.sum({hash}), 0)::pg_catalog.text AS sum FROM ({rows}) AS {alias}";
    }
}
