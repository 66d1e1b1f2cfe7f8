using System.Globalization;
using System.Text.Json.Serialization;
using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Rows;

/// <summary>One column of the rows that a table should hold.</summary>
public sealed record RowColumn
{
    /// <summary>The name on both sides.</summary>
    public required string Name { get; init; }

    /// <summary>The SQL that computes the value on the source, of exactly the column's type; null when the value is taken as it is.</summary>
    public required string? Expression { get; init; }

    /// <summary>The pattern of the digest input with {0} for the value; see <see cref="ColumnTraits"/>.</summary>
    public required string DigestPattern { get; init; }

    /// <summary>True when the binary form means the same on another server.</summary>
    public required bool IsBinarySafe { get; init; }

    /// <summary>
    /// The digest input of the value that the target's row will have once its table and types are altered, as SQL over the row as it is: of a default in the place of
    /// a column that comes, of the new label of an enum. Null for a column that stands there and stays as it is.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Forthcoming { get; init; }

    /// <summary>What a column that comes without a default holds: NULL hashes alike whatever its type.</summary>
    public const string NoValue = "NULL::pg_catalog.bytea";

    /// <summary>The same as the target's table shows it by now.</summary>
    [JsonIgnore]
    public RowColumn OnTarget => this with { Expression = Forthcoming, DigestPattern = Forthcoming is null ? DigestPattern : "{0}" };

    /// <summary>The digest input of a value.</summary>
    public string Input(string value) => string.Format(CultureInfo.InvariantCulture, DigestPattern, value);

    /// <summary>The value on the source: the expression, or the column.</summary>
    [JsonIgnore]
    public string SourceSql => Expression ?? Identifier.Quote(Name);
}
