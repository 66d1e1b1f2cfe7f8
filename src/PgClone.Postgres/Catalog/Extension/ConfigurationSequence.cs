using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Extension;

/// <summary>A sequence of an extension whose value is the user's.</summary>
/// <param name="Extension">The name of the extension.</param>
/// <param name="Name">The sequence.</param>
public sealed record ConfigurationSequence(string Extension, QualifiedName Name);
