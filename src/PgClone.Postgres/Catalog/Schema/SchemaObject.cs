using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Schema;

/// <summary>A schema (pg_namespace).</summary>
public sealed record SchemaObject : CatalogObject
{
    /// <inheritdoc/>
    protected override string SqlAddress => $"SCHEMA {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress}"];
}
