using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Cast;

/// <summary>A cast, named by its two types: <c>app.celsius AS integer</c>. It cannot be changed in place.</summary>
public sealed record CastObject : CatalogObject
{
    /// <summary>WITH FUNCTION …, WITHOUT FUNCTION or WITH INOUT.</summary>
    public required string Method { get; init; }

    /// <summary>When it is made unasked, as SQL with a space before it; empty for never.</summary>
    public required string Context { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"CAST ({Identity.Name})";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [$"CREATE {SqlAddress} {Method}{Context}"];
}
