using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Computes a materialized view from the rows of the target, never from those of the source.</summary>
public sealed record RefreshView : SqlStep
{
    /// <summary>The materialized view.</summary>
    public required QualifiedName View { get; init; }

    /// <summary>False empties it, as it is on the source.</summary>
    public required bool WithData { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"refresh {View}");

    /// <inheritdoc/>
    public override bool RunsAlone => true;

    /// <inheritdoc/>
    public override string Summary => $"refresh materialized view {View}{(WithData ? "" : " with no data")}";

    /// <inheritdoc/>
    /// <remarks>It is computed as the owner of the view, who may see only some rows of what has row security: on the source too.</remarks>
    public override IReadOnlyList<Statement> Sql() =>
    [
        "SELECT pg_catalog.set_config('row_security', 'on', true)",
        new($"REFRESH MATERIALIZED VIEW {View.Sql}{(WithData ? "" : " WITH NO DATA")}", Hazard.BlocksReads),
    ];
}
