using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Transform;

/// <summary>How values of a type reach a procedural language, named by both: <c>FOR app.point LANGUAGE plpython3u</c>.</summary>
public sealed record TransformObject : CatalogObject
{
    /// <summary>FROM SQL WITH FUNCTION … and TO SQL WITH FUNCTION …; either may be missing.</summary>
    public required ValueList<string> Functions { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"TRANSFORM {Identity.Name}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Write("CREATE")];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) => [((TransformObject)desired).Write("CREATE OR REPLACE")];

    private Statement Write(string verb) => $"{verb} {SqlAddress} ({string.Join(", ", Functions)})";
}
