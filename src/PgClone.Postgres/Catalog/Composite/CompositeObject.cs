using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Composite;

/// <summary>A composite type that stands alone; the row types of tables belong to the tables.</summary>
public sealed record CompositeObject : CatalogObject
{
    /// <summary>The attributes in their order.</summary>
    public required ValueList<CompositeField> Attributes { get; init; }

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

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired)
    {
        var wanted = (CompositeObject)desired;
        if (!Attributes.Select(attribute => attribute.Sql).SequenceEqual(wanted.Attributes.Select(attribute => attribute.Sql))) return null;
        return [.. wanted.Attributes.Where((attribute, place) => attribute.Comment != Attributes[place].Comment).Select(Describe)];
    }

    private Statement Describe(CompositeField attribute) =>
        $"COMMENT ON COLUMN {Sql}.{Identifier.Quote(attribute.Name)} IS {Literal.Quote(attribute.Comment)}";
}
