using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Aggregate;

/// <summary>An aggregate function. The server has no function that prints one.</summary>
public sealed record AggregateObject : CatalogObject
{
    /// <summary>The arguments in the syntax of CREATE AGGREGATE, with names, modes and ORDER BY.</summary>
    public required string Arguments { get; init; }

    /// <summary>The options of CREATE AGGREGATE, in the order of the manual page.</summary>
    public required ValueList<string> Options { get; init; }

    /// <summary>The types of all arguments in parentheses, as of a function: what GRANT wants.</summary>
    public required string Types { get; init; }

    /// <inheritdoc/>
    protected override string GrantAddress => $"FUNCTION {Sql}{Types}";

    /// <inheritdoc/>
    protected override string SqlAddress => $"AGGREGATE {Sql}{Identity.Arguments}";

    private string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE AGGREGATE {Sql}({Arguments}) (\n    {string.Join(",\n    ", Options)}\n)"];
}
