using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Access;

/// <summary>
/// A part of an object that GRANT names by itself: the sequence behind an identity column, or a member of an extension.
/// </summary>
/// <param name="Word">What GRANT calls its kind: <c>SEQUENCE</c>, <c>FUNCTION</c>, <c>TABLE</c>.</param>
/// <param name="Schema">Its schema; null for what has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">The argument types of a routine in parentheses, else null.</param>
public sealed record GrantedObject(string Word, string? Schema, string Name, string? Arguments)
{
    /// <summary>What GRANT calls it.</summary>
    public string Sql => $"{Word} {(Schema is null ? Identifier.Quote(Name) : new QualifiedName(Schema, Name).Sql)}{Arguments}";
}
