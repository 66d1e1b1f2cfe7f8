using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Makes a role that objects of the clone name, without login and password. Roles belong to the server: nobody's plan takes them away.</summary>
public sealed record CreateRole : SqlStep
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public override StepId Id => new($"create role {Name}");

    /// <inheritdoc/>
    public override string Summary => $"create role {Name} without login";

    /// <summary>Another database's clone may have made it meanwhile.</summary>
    public override IReadOnlyList<Statement> Sql() =>
        [$"DO $role$ BEGIN CREATE ROLE {Identifier.Quote(Name)} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $role$"];
}
