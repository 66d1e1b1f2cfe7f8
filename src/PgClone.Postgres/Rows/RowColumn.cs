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

    /// <summary>The value on the source: the expression, or the column.</summary>
    [JsonIgnore]
    public string SourceSql => Expression ?? Identifier.Quote(Name);
}
