using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Rule;

/// <summary>A rewrite rule of a table or view.</summary>
public sealed record RuleObject : CatalogObject
{
    /// <summary>CREATE RULE, as pg_get_ruledef prints it, without the semicolon.</summary>
    public required string Definition { get; init; }

    /// <summary>The letter of ev_enabled; see <see cref="FiringState"/>.</summary>
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
    protected override string SqlAddress => $"RULE {Identifier.Quote(Identity.Member!)} ON {Relation.Sql}";

    private QualifiedName Relation => new(Identity.Schema!, Identity.Name);

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [new(Definition, Hazard.BlocksReads), .. State == FiringState.Initial ? Array.Empty<Statement>() : [SetState()]];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (RuleObject)desired;
        var replaced = wanted.Definition.Replace("CREATE RULE", "CREATE OR REPLACE RULE", StringComparison.Ordinal);
        return
        [
            .. wanted.Definition == Definition ? Array.Empty<Statement>() : [new(replaced, Hazard.BlocksReads)],
            .. wanted.State == State ? Array.Empty<Statement>() : [wanted.SetState()],
        ];
    }

    private Statement SetState() => FiringState.Set(Relation, $"RULE {Identifier.Quote(Identity.Member!)}", State);
}
