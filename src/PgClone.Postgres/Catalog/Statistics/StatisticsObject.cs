using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Statistics;

/// <summary>Extended statistics of a table.</summary>
public sealed record StatisticsObject : CatalogObject
{
    /// <summary>CREATE STATISTICS, as pg_get_statisticsobjdef prints it.</summary>
    public required string Definition { get; init; }

    /// <summary>The statistics target, null when it is the server's default.</summary>
    public required long? Target { get; init; }

    /// <summary>The relation they are of.</summary>
    public required ObjectIdentity Relation { get; init; }

    /// <inheritdoc/>
    public override ObjectIdentity? Owner => Relation;

    /// <inheritdoc/>
    public override bool FollowsRows => true;

    /// <inheritdoc/>
    protected override string SqlAddress => $"STATISTICS {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Definition, .. Target is null ? Array.Empty<Statement>() : [SetTarget()]];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (StatisticsObject)desired;
        return wanted.Definition == Definition && wanted.Relation == Relation ? [wanted.SetTarget()] : null;
    }

    private Statement SetTarget() => $"ALTER {SqlAddress} SET STATISTICS {Target ?? -1}";
}
