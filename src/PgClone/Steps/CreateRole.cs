using PgClone.Postgres.Sql;

namespace PgClone.Steps;

/// <summary>Makes a role that objects of the clone name, without login and password. Roles belong to the server: nobody's plan takes them away.</summary>
public sealed record CreateRole : SqlStep
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it has by ALTER ROLE … SET on the source.</summary>
    public ValueList<Statement> Settings { get; init; } = [];

    /// <inheritdoc/>
    public override StepId Id => new($"create role {Name}");

    /// <inheritdoc/>
    public override string Summary => $"create role {Name} without login";

    /// <summary>Another database's clone may have made it meanwhile; then its settings are as that left them.</summary>
    public override IReadOnlyList<Statement> Sql()
    {
        var settings = string.Concat(Settings.Select(statement => $"{statement.Sql}; "));
        return [$"DO {Literal.Quote($"BEGIN CREATE ROLE {Identifier.Quote(Name)} NOLOGIN; {settings}EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END")}"];
    }
}
