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
        [.. Named(), .. State == FiringState.Initial ? Array.Empty<Statement>() : [SetState()]];

    /// <summary>The name of the rule that makes a relation a view: CREATE RULE refuses it to others, ALTER RULE RENAME gives it to them.</summary>
    private const string NameOfViews = "_RETURN";

    private const string Verb = "CREATE RULE ";

    private IEnumerable<Statement> Named()
    {
        if (Identity.Member != NameOfViews) return [new(Definition, Hazard.BlocksReads)];
        const string Meanwhile = "pgclone_return";
        return
        [
            new(Verb + Meanwhile + Definition[(Verb + Identifier.Quote(NameOfViews)).Length..], Hazard.BlocksReads),
            new($"ALTER RULE {Meanwhile} ON {Relation.Sql} RENAME TO {Identifier.Quote(NameOfViews)}", Hazard.BlocksReads),
        ];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (RuleObject)desired;
        if (wanted.Definition != Definition && Identity.Member == NameOfViews) return null;
        return
        [
            .. wanted.Definition == Definition ? Array.Empty<Statement>() : [new("CREATE OR REPLACE RULE " + wanted.Definition[Verb.Length..], Hazard.BlocksReads)],
            .. wanted.State == State ? Array.Empty<Statement>() : [wanted.SetState()],
        ];
    }

    private Statement SetState() => FiringState.Set(Relation, $"RULE {Identifier.Quote(Identity.Member!)}", State);
}
