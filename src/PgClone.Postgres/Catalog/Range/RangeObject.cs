using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Range;

/// <summary>A range type, with the multirange type that comes with it. A canonical function takes and returns it, so it is a shell before that one.</summary>
public sealed record RangeObject : CatalogObject
{
    /// <summary>The options of CREATE TYPE … AS RANGE, in the order of the manual page.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>The multirange type that comes with it.</summary>
    public required QualifiedName Multirange { get; init; }

    /// <summary>True when a function of its own makes its values canonical.</summary>
    public required bool HasCanonical { get; init; }

    /// <inheritdoc/>
    public override Statement? Shell => HasCanonical ? new($"CREATE {SqlAddress}") : null;

    /// <summary>CASCADE is for the canonical function: neither goes alone.</summary>
    public override IEnumerable<Statement> Drop() => HasCanonical ? [$"DROP {SqlAddress} CASCADE"] : base.Drop();

    /// <inheritdoc/>
    protected override string SqlAddress => $"TYPE {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress} AS RANGE ({string.Join(", ", Options)})"];
}
