using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog;

/// <summary>What must be known of a type to move and compare its values exactly (pg_type, pg_range).</summary>
public sealed record TypeFacts
{
    /// <summary>The oid on the server it was read from.</summary>
    public required uint Oid { get; init; }

    /// <summary>The name, without schema.</summary>
    public required string Name { get; init; }

    /// <summary>True when it has its oid from the sources of the server, so that this and its binary form are the same everywhere.</summary>
    public required bool IsBuiltIn { get; init; }

    /// <summary>b base, c composite, d domain, e enum, p pseudo, r range, m multirange.</summary>
    public required char Type { get; init; }

    /// <summary>pg_type.typcategory: S string, N numeric, D date and time, and so on; that of the base type for a domain.</summary>
    public required char Category { get; init; }

    /// <summary>The most characters that a domain over varchar(n) or char(n) holds; null for other types.</summary>
    public required int? MaxLength { get; init; }

    /// <summary>The base type of a domain, the element of an array, the subtype of a range; 0 for others.</summary>
    public required uint Inner { get; init; }

    /// <summary>True for an array type.</summary>
    public required bool IsArray { get; init; }

    /// <summary>The function that gives the binary form, quoted and qualified; null for none.</summary>
    public required string? SendFunction { get; init; }

    /// <summary>The types of the attributes of a composite; empty for others.</summary>
    public required ValueList<uint> Attributes { get; init; }
}
