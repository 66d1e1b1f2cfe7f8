using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Composite;

/// <summary>An attribute of a composite type.</summary>
public sealed record CompositeField
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type with modifier.</summary>
    public required string Type { get; init; }

    /// <summary>The quoted collation, null when it is the one of the type.</summary>
    public required string? Collation { get; init; }

    /// <summary>Its comment.</summary>
    public required string? Comment { get; init; }

    /// <summary>The definition in CREATE TYPE.</summary>
    public string Sql => $"{Identifier.Quote(Name)} {TypeClause}";

    /// <summary>What follows the name there.</summary>
    public string TypeClause => $"{Type}{(Collation is null ? "" : $" COLLATE {Collation}")}";
}
