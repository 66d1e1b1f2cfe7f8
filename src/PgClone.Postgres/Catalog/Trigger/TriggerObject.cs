using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Trigger;

/// <summary>A trigger of a table or view.</summary>
public sealed record TriggerObject : CatalogObject
{
    /// <summary>
    /// CREATE TRIGGER, as pg_get_triggerdef prints it; null for one that a partition has from its parent, where one of them is not simply enabled.
    /// </summary>
    public required string? Definition { get; init; }

    /// <summary>The letter of tgenabled; see <see cref="FiringState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The word for the kind of relation it is on.</summary>
    public required string RelationKind { get; init; }

    /// <inheritdoc/>
    public override ObjectIdentity? Owner => new(RelationKind, Identity.Schema, Identity.Name);

    /// <inheritdoc/>
    public override bool FollowsRows => true;

    /// <inheritdoc/>
    protected override Hazard Lock => Hazard.BlocksReads;

    /// <inheritdoc/>
    protected override string SqlAddress => $"TRIGGER {Identifier.Quote(Identity.Member!)} ON {Relation.Sql}";

    private QualifiedName Relation => new(Identity.Schema!, Identity.Name);

    /// <summary>True for one that a partition has from its parent: it is only ever put into another state.</summary>
    public bool IsInherited => Definition is null;

    /// <inheritdoc/>
    public override IEnumerable<Statement> Drop() => Definition is null ? [(this with { State = FiringState.Initial }).SetState()] : base.Drop();

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        Definition is null ? [SetState()] : [new(Definition, Hazard.BlocksWrites), .. State == FiringState.Initial ? Array.Empty<Statement>() : [SetState()]];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) =>
        this with { Comment = desired.Comment, State = ((TriggerObject)desired).State } == desired ? [((TriggerObject)desired).SetState()] : null;

    private Statement SetState() => FiringState.Set(Relation, $"TRIGGER {Identifier.Quote(Identity.Member!)}", State);
}
