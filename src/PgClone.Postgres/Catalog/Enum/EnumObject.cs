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

    /// <summary>
    /// The labels that only have another name in <paramref name="desired"/>: as many labels, and each that differs stands in one place here and there, and nowhere on the
    /// other side. Empty where no label, or more than that, changes.
    /// </summary>
    public IReadOnlyList<(string From, string To)> RenamedIn(EnumObject desired)
    {
        if (Labels.Count != desired.Labels.Count) return [];
        var pairs = Labels.Zip(desired.Labels).Where(pair => pair.First != pair.Second).ToList();
        return pairs.Exists(pair => desired.Labels.Contains(pair.First) || Labels.Contains(pair.Second)) ? [] : pairs;
    }

    /// <summary>Labels can be added, each beside one that stands, or get other names; none can be taken away or moved.</summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        if (RenamedIn((EnumObject)desired) is { Count: > 0 } renamed)
            return [.. renamed.Select(pair => new Statement($"ALTER {SqlAddress} RENAME VALUE {Literal.Quote(pair.From)} TO {Literal.Quote(pair.To)}"))];
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
