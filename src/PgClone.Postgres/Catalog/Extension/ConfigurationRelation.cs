using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Extension;

/// <summary>A sequence of an extension whose value is the user's, or a materialized view of one that reads rows of the user.</summary>
/// <param name="Extension">The name of the extension.</param>
/// <param name="Name">The sequence or view.</param>
public sealed record ConfigurationRelation(string Extension, QualifiedName Name);
