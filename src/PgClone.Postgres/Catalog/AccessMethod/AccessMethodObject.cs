using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.AccessMethod;

/// <summary>A way to store tables or indexes. It cannot be changed in place.</summary>
public sealed record AccessMethodObject : CatalogObject
{
    /// <summary>TABLE or INDEX.</summary>
    public required string Type { get; init; }

    /// <summary>The quoted, qualified name of its handler function.</summary>
    public required string Handler { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"ACCESS METHOD {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress} TYPE {Type} HANDLER {Handler}"];
}
