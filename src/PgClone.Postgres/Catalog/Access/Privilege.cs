namespace PgClone.Postgres.Catalog.Access;

/// <summary>One privilege of one role, in terms that hold on source and target alike: the owner is called the owner, whoever that is.</summary>
public sealed record Privilege
{
    /// <summary>The role that has it; null for the owner, empty for PUBLIC.</summary>
    public required string? Grantee { get; init; }

    /// <summary>The word for it in GRANT: <c>SELECT</c>, <c>USAGE</c>, <c>MAINTAIN</c>.</summary>
    public required string Word { get; init; }

    /// <summary>The column it is confined to; null for the whole object.</summary>
    public string? Column { get; init; }

    /// <summary>The part of the object it is confined to; null for the object itself.</summary>
    public GrantedObject? On { get; init; }

    /// <summary>True for WITH GRANT OPTION.</summary>
    public bool Grantable { get; init; }

    /// <summary>The role that granted it; null for the owner.</summary>
    public string? Grantor { get; init; }

    /// <summary>
    /// Where it stands in the list of privileges: whoever is granted something first stands first, which pg_dump shows. No difference by itself.
    /// </summary>
    public NotCompared<long> Place { get; init; }

    /// <summary>True for what everybody has.</summary>
    public bool IsPublic => Grantee is { Length: 0 };

    /// <summary>The same privilege of the same role by the same grantor, whether it may be handed on or not.</summary>
    internal Privilege Key => this with { Grantable = false };
}
