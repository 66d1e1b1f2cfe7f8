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
    public override int OldestVersion => Unlogged ? 15 : base.OldestVersion;

    /// <inheritdoc/>
    protected override string SqlAddress => $"SEQUENCE {Sql}";

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <summary>It has the owner of the table it goes with, and follows when that changes.</summary>
    protected override bool ChangesOwner => OwnedBy is null;

    /// <summary>What makes it for a table that <paramref name="role"/> owns: a sequence must have that owner before it can be owned by a column.</summary>
    public IEnumerable<Statement> CreateFor(string role) => [CreateSequence, $"ALTER {SqlAddress} OWNER TO {Identifier.Quote(role)}", .. Own(), .. CreateComment()];

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [CreateSequence, .. Own()];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (SequenceObject)desired;
        if (wanted.Unlogged != Unlogged) return null;
        var change = $"ALTER {SqlAddress} AS {wanted.Options.DataType} {wanted.Options.Sql}";
        return
        [
            .. wanted.Options == Options ? Array.Empty<Statement>() : [new(change + Options.RestartFor(wanted.Options), Hazard.BlocksWrites)],
            .. wanted.OwnedBy == OwnedBy ? Array.Empty<Statement>() : [SetOwner(wanted.OwnedBy) with { Hazard = Hazard.BlocksWrites }],
        ];
    }

    private Statement CreateSequence => $"CREATE {(Unlogged ? "UNLOGGED " : "")}{SqlAddress} AS {Options.DataType} {Options.Sql}";

    private IEnumerable<Statement> Own() => OwnedBy is null ? [] : [SetOwner(OwnedBy)];

    private Statement SetOwner(SequenceOwner? owner) => $"ALTER {SqlAddress} OWNED BY {owner?.Sql ?? "NONE"}";
}
