using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Enum;

/// <summary>An enum type.</summary>
public sealed record EnumObject : CatalogObject
{
    /// <summary>The labels in their order.</summary>
    public required ValueList<string> Labels { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"TYPE {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE {SqlAddress} AS ENUM ({string.Join(", ", Labels.Select(Literal.Quote))})"];

    /// <summary>Labels can be added, each beside one that stands; none can be taken away or moved.</summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = ((EnumObject)desired).Labels;
        if (!wanted.Where(Labels.Contains).SequenceEqual(Labels)) return null;
        return [.. wanted.Index().Where(pair => !Labels.Contains(pair.Item)).Select(pair => Add(wanted, pair.Index))];
    }

    // From the first to the last, so that what stands before a label stands already.
    private Statement Add(ValueList<string> wanted, int place)
    {
        var beside = place > 0 ? $" AFTER {Literal.Quote(wanted[place - 1])}" : Labels.Count > 0 ? $" BEFORE {Literal.Quote(Labels[0])}" : "";
        return new($"ALTER {SqlAddress} ADD VALUE {Literal.Quote(wanted[place])}{beside}") { CommitsAlone = true };
    }
}
