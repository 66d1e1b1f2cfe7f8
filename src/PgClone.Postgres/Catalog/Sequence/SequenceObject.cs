using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Sequence;

/// <summary>A sequence that is not behind an identity column.</summary>
public sealed record SequenceObject : CatalogObject
{
    /// <summary>How it counts.</summary>
    public required SequenceOptions Options { get; init; }

    /// <summary>True for UNLOGGED (15 and later).</summary>
    public required bool Unlogged { get; init; }

    /// <summary>The column it belongs to and goes with, as OWNED BY says; null when it belongs to none.</summary>
    public required SequenceOwner? OwnedBy { get; init; }

    /// <summary>The quoted name.</summary>
    public string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <inheritdoc/>
    protected override string SqlAddress => $"SEQUENCE {Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        $"CREATE {(Unlogged ? "UNLOGGED " : "")}{SqlAddress} AS {Options.DataType} {Options.Sql}",
        .. OwnedBy is null ? Array.Empty<Statement>() : [SetOwner(OwnedBy)],
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (SequenceObject)desired;
        if (wanted.Unlogged != Unlogged) return null;
        return
        [
            .. wanted.Options == Options ? Array.Empty<Statement>() : [$"ALTER {SqlAddress} AS {wanted.Options.DataType} {wanted.Options.Sql}"],
            .. wanted.OwnedBy == OwnedBy ? Array.Empty<Statement>() : [SetOwner(wanted.OwnedBy)],
        ];
    }

    private Statement SetOwner(SequenceOwner? owner) => $"ALTER {SqlAddress} OWNED BY {owner?.Sql ?? "NONE"}";
}
