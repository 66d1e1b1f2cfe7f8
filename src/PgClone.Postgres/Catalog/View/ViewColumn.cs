namespace PgClone.Postgres.Catalog.View;

/// <summary>A column of a view or materialized view.</summary>
public sealed record ViewColumn
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type with modifier.</summary>
    public required string Type { get; init; }

    /// <summary>The quoted collation, null when it is the one of the type.</summary>
    public required string? Collation { get; init; }

    /// <summary>How its values are stored and sampled, which of a plain view they are not.</summary>
    public required ColumnSettings Settings { get; init; }

    /// <summary>Its comment.</summary>
    public required string? Comment { get; init; }
}
