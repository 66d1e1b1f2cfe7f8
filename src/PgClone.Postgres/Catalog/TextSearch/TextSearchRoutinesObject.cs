using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.TextSearch;

/// <summary>A text search parser or template: a name for a set of functions. Neither can be changed in place.</summary>
public sealed record TextSearchRoutinesObject : CatalogObject
{
    /// <summary>The options of CREATE TEXT SEARCH PARSER or TEMPLATE, in the order of the manual page.</summary>
    public required ValueList<string> Options { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"{Identity.Kind.ToUpperInvariant()} {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress} ({string.Join(", ", Options)})"];
}
