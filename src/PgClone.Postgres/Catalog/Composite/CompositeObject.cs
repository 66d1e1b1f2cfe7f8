using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Composite;

/// <summary>A composite type that stands alone; the row types of tables belong to the tables.</summary>
public sealed record CompositeObject : CatalogObject
{
    /// <summary>The attributes in their order.</summary>
    public required ValueList<CompositeField> Attributes { get; init; }

    /// <summary>True when columns of tables or other types hold values of it: then no attribute gets another type (find_composite_type_dependencies in tablecmds.c).</summary>
    public required NotCompared<bool> IsStored { get; init; }

    /// <summary>True when tables are of the type, whose columns its attributes are, or something needs one of its attributes.</summary>
    public required NotCompared<bool> IsBound { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"TYPE {Sql}";

    private string Sql => new QualifiedName(Identity.Schema!, Identity.Name).Sql;

    /// <inheritdoc/>
    public override CatalogObject WithoutComments() =>
        this with { Comment = null, Attributes = Attributes.Select(attribute => attribute with { Comment = null }).ToValueList() };

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
    [
        $"CREATE {SqlAddress} AS ({string.Join(", ", Attributes.Select(attribute => attribute.Sql))})",
        .. Attributes.Where(attribute => attribute.Comment is not null).Select(Describe),
    ];

    /// <summary>
    /// Attributes get other names where each stands in its place, one name here and another there; else, as columns, those that stay keep their order and new ones
    /// come behind them. Stored values have nothing for these.
    /// </summary>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (CompositeObject)desired;
        if (Attributes.Select(attribute => attribute.Sql).SequenceEqual(wanted.Attributes.Select(attribute => attribute.Sql))) return [.. Describe(this, wanted)];
        if (IsBound.Value) return null;
        var renamed = RenamedIn(wanted);
        var (old, kept) = (Attributes.ToDictionary(attribute => renamed.GetValueOrDefault(attribute.Name, attribute.Name), StringComparer.Ordinal), new List<CompositeField>());
        foreach (var attribute in wanted.Attributes.TakeWhile(attribute => old.ContainsKey(attribute.Name))) kept.Add(attribute);
        var stays = Attributes
            .Select(attribute => renamed.GetValueOrDefault(attribute.Name, attribute.Name))
            .Where(name => wanted.Attributes.Any(attribute => attribute.Name == name));
        if (!stays.SequenceEqual(kept.Select(attribute => attribute.Name))) return null;
        var retyped = kept.Where(attribute => (old[attribute.Name] with { Name = attribute.Name }).Sql != attribute.Sql).ToList();
        if (retyped.Count > 0 && IsStored.Value) return null;
        var gone = old.Keys.Where(name => !kept.Exists(attribute => attribute.Name == name));
        var dropHazard = IsStored.Value ? Hazard.DestroysRows : Hazard.None;
        var added = wanted.Attributes.Skip(kept.Count).ToList();
        var described = kept
            .Select(attribute => attribute with { Comment = old[attribute.Name].Comment })
            .Concat(added.Select(attribute => attribute with { Comment = null }));
        return
        [
            .. renamed.Select(pair => new Statement($"ALTER {SqlAddress} RENAME ATTRIBUTE {Identifier.Quote(pair.Key)} TO {Identifier.Quote(pair.Value)}")),
            .. gone.Select(name => new Statement($"ALTER {SqlAddress} DROP ATTRIBUTE {Identifier.Quote(name)}", dropHazard)),
            .. retyped.Select(attribute => new Statement($"ALTER {SqlAddress} ALTER ATTRIBUTE {Identifier.Quote(attribute.Name)} TYPE {attribute.TypeClause}")),
            .. added.Select(attribute => new Statement($"ALTER {SqlAddress} ADD ATTRIBUTE {attribute.Sql}")),
            .. Describe(this with { Attributes = [.. described] }, wanted),
        ];
    }

    /// <summary>The new names of attributes by their old ones.</summary>
    public IReadOnlyDictionary<string, string> RenamedIn(CompositeObject desired)
    {
        var pairs = Attributes.Zip(desired.Attributes).Where(pair => pair.First.Name != pair.Second.Name).ToList();
        return Attributes.Count != desired.Attributes.Count || pairs.Exists(pair => pair.First.TypeClause != pair.Second.TypeClause
            || desired.Attributes.Any(other => other.Name == pair.First.Name) || Attributes.Any(other => other.Name == pair.Second.Name))
            ? new Dictionary<string, string>() : pairs.ToDictionary(pair => pair.First.Name, pair => pair.Second.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<Statement> Describe(CompositeObject current, CompositeObject desired) =>
        desired.Attributes.Where((attribute, place) => attribute.Comment != current.Attributes[place].Comment).Select(desired.Describe);

    private Statement Describe(CompositeField attribute) =>
        $"COMMENT ON COLUMN {Sql}.{Identifier.Quote(attribute.Name)} IS {Literal.Quote(attribute.Comment)}";
}
