using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>Who may do what with an object.</summary>
/// <param name="Owner">The role that owns it; null when that is never changed, as of extensions.</param>
/// <param name="Privileges">What other roles may do, and the owner may not.</param>
public sealed record ObjectAccess(string? Owner, Privileges Privileges)
{
    /// <summary>Its security labels, by provider and column.</summary>
    public ValueList<SecurityLabel> Labels { get; init; } = [];
}
