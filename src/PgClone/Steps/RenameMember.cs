using PgClone.Postgres.Catalog;
using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Gives an index or constraint of the target the name that it has on the source.</summary>
public sealed record RenameMember : SqlStep
{
    /// <summary>Which it is now.</summary>
    public required ObjectIdentity From { get; init; }

    /// <summary>Which it is then.</summary>
    public required ObjectIdentity To { get; init; }

    /// <summary>ALTER … RENAME.</summary>
    public required Statement Statement { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"rename {From} to {To.Member}");

    /// <inheritdoc/>
    public override string Summary => Id.Value;

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> Sql() => [Statement];
}
