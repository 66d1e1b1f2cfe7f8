using PgClone.Postgres.Sql;

namespace PgClone.Postgres.Catalog.Language;

/// <summary>A procedural language.</summary>
public sealed record LanguageObject : CatalogObject
{
    /// <summary>True when users who are no superusers may use it.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>The quoted, qualified name of the function that calls functions written in it.</summary>
    public required string Handler { get; init; }

    /// <summary>The function that runs DO blocks; null for none.</summary>
    public required string? Inline { get; init; }

    /// <summary>The function that checks new functions; null for none.</summary>
    public required string? Validator { get; init; }

    /// <inheritdoc/>
    protected override string SqlAddress => $"LANGUAGE {Identifier.Quote(Identity.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Statement> CreateDefinition() => [Write("CREATE")];

    /// <inheritdoc/>
    protected override IReadOnlyList<Statement>? ChangeDefinition(CatalogObject desired) => [((LanguageObject)desired).Write("CREATE OR REPLACE")];

    private Statement Write(string verb) => string.Concat(
        $"{verb} {(IsTrusted ? "TRUSTED " : "")}{SqlAddress} HANDLER {Handler}",
        Inline is null ? "" : $" INLINE {Inline}",
        Validator is null ? "" : $" VALIDATOR {Validator}");
}
