using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>
/// Has the planner's statistics collected again after rows were replaced. TRUNCATE and REFRESH keep pg_statistic, and with it samples of values
/// that a mask or a filter has since taken out of the rows.
/// </summary>
public sealed record AnalyzeRelation : SqlStep
{
    /// <summary>The table or materialized view.</summary>
    public required QualifiedName Relation { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"analyze {Relation}");

    /// <inheritdoc/>
    public override string Summary => $"analyze {Relation}";

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> Sql() => [$"ANALYZE {Relation.Sql}"];
}
