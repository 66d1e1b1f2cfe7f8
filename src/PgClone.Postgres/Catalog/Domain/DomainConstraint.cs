namespace PgClone.Postgres.Catalog.Domain;

/// <summary>A CHECK of a domain.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What follows the name, as pg_get_constraintdef prints it.</param>
/// <param name="Comment">Its comment.</param>
public sealed record DomainConstraint(string Name, string Definition, string? Comment);
