using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.BaseType;

/// <summary>A base type. Its functions take and return it, so it is a shell before them and whole after them.</summary>
public sealed record BaseTypeObject : CatalogObject
{
    /// <summary>What it is made of; null for a shell, which has but a name.</summary>
    public required BaseTypeDefinition? Definition { get; init; }

    /// <inheritdoc/>
    public override Statement? Shell => Definition is null ? null : new($"CREATE {SqlAddress}");

    /// <inheritdoc/>
    protected override string SqlAddress => $"TYPE {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <summary>CASCADE is for its own functions: they need the type as it needs them, and neither goes alone.</summary>
    public override IEnumerable<Statement> Drop() => [Definition is null ? $"DROP {SqlAddress}" : $"DROP {SqlAddress} CASCADE"];

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Definition is null ? $"CREATE {SqlAddress}" : $"CREATE {SqlAddress} ({Definition.Sql})"];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) => (Definition, ((BaseTypeObject)desired).Definition) switch
    {
        (null, _) => [.. desired.WithoutComments().Create()],
        ({ } before, { } after) when before.Frame == after.Frame => [$"ALTER {SqlAddress} SET ({before.ChangesTo(after)})"],
        _ => null,
    };
}
