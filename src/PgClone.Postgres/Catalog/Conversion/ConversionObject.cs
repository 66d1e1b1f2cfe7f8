using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Conversion;

/// <summary>A conversion from one encoding to another. It cannot be changed in place.</summary>
public sealed record ConversionObject : CatalogObject
{
    /// <summary>True when it is the one its schema has for these encodings.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>The encoding it reads: <c>LATIN1</c>.</summary>
    public required string FromEncoding { get; init; }

    /// <summary>The encoding it writes.</summary>
    public required string ToEncoding { get; init; }

    /// <summary>The quoted, qualified name of the function that does it.</summary>
    public required string Function { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"CONVERSION {new QualifiedName(Identity.Schema!, Identity.Name).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() =>
        [$"CREATE {(IsDefault ? "DEFAULT " : "")}{SqlAddress} FOR {Literal.Quote(FromEncoding)} TO {Literal.Quote(ToEncoding)} FROM {Function}"];
}
