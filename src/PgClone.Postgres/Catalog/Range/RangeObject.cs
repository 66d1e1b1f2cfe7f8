using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Range;

/// <summary>A range type, with the multirange type that comes with it.</summary>
public sealed record RangeObject : CatalogObject
{
    /// <summary>The options of CREATE TYPE … AS RANGE, in the order of the manual page.</summary>
    public required ValueList<string> Options { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"TYPE {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress} AS RANGE ({string.Join(", ", Options)})"];
}
