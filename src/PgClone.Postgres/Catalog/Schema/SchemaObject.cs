using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Schema;

/// <summary>A schema (pg_namespace).</summary>
public sealed record SchemaObject : CatalogObject
{
    /// <summary>The schema public as initdb makes it.</summary>
    public static SchemaObject Public { get; } = new() { Identity = new("schema", null, "public"), Comment = "standard public schema" };

    /// <inheritdoc/>
    protected override string SqlAddress => $"SCHEMA {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress}"];
}
