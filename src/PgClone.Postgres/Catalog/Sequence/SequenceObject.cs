using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Sequence;

/// <summary>A sequence that is not behind an identity column.</summary>
public sealed record SequenceObject : CatalogObject
{
    /// <summary>How it counts.</summary>
    public required SequenceOptions Options { get; init; }

    /// <summary>True for UNLOGGED (15 and later).</summary>
    public required bool Unlogged { get; init; }

    /// <summary>The quoted name.</summary>
    public string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <inheritdoc/>
    protected override string SqlAddress => $"SEQUENCE {Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE {(Unlogged ? "UNLOGGED " : "")}{SqlAddress} AS {Options.DataType} {Options.Sql}"];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (SequenceObject)desired;
        if (wanted.Unlogged != Unlogged) return null;
        return [$"ALTER {SqlAddress} AS {wanted.Options.DataType} {wanted.Options.Sql}"];
    }
}
